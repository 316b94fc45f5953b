let forwardPropagationConditions: [String: Condition] = [:]
let backPropagationConditions: [String: Condition] = [:]
let miniBatchesConditions: [String: Condition] = [:]
let trainingConditions: [String: Condition] = [:]
