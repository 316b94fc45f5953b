import Equations
import Files
import Stepping
import Terminal
import Tracing

extension Subcommand {
  static let step = Subcommand(
    name: "step",
    summary: "Walk through a lesson line by line: the equation, the numbers, the result.",
    usage: "LESSON [--case NAME|FILE] [--variant ID[,ID…]] [--set NAME=VALUE]… "
      + "[--seed N] [--digits N] [--predict] [--resume]",
    discussion:
      "In a terminal by keys: n or space goes on, b back, h shows all the keys. Through a pipe the\n"
      + "same commands, one a line:\n\n"
      + "  printf 'full\\nfull\\n' | gradus step adam\n\n"
      + "With --predict Gradus asks for each result before it shows it, and explains each wrong answer.\n"
      + "It remembers where a session stops: --resume goes on there.",
    options: [
      Option("--case", "NAME|FILE", "A case of the lesson, or a case file; by-hand if not given."),
      .variant, .set, .seed,
      .digits,
      Option("--predict", "", "Ask for each result before it is shown."),
      Option("--resume", "", "Go on where the last session of this lesson stopped."),
    ],
    run: runStep)
}

@Sendable private func runStep(
  _ arguments: Arguments, _ console: Console
) throws(CommandError) -> Int32 {
  let lesson = try arguments.lesson()
  let style = try arguments.style()
  let file = ProgressFile(console)
  let place = try arguments["--resume"] == nil ? nil : resumed(lesson, arguments, file, console)
  let name = place?.given ?? arguments["--case"] ?? lesson.cases[0].name
  if name == "-" {
    throw CommandError(
      .usage, "Standard input is where commands come from: give the case as a file.")
  }
  let variants = try arguments.variants(lesson, named: place?.variants)
  let seed = try place == nil ? arguments.seed() : place?.seed
  var opened = try GivenCase(name, lesson, redrawnFrom: seed, into: arguments.reads)
  let given = try opened.all(arguments, lesson)
  let isUsual = name == lesson.cases[0].name && arguments["--set"] == nil
  var stepper: Stepper
  do {
    stepper = try Stepper(
      lesson, given, variants: variants, style: style, predicts: arguments["--predict"] != nil,
      caseOptions: isUsual && seed == nil ? "" : arguments.options(case: name))
  } catch {
    throw .inFile(opened.name, error)
  }
  if let place { stepper.comeBack(to: place) }
  let code = converse(
    with: &stepper, input: console.talk.input, output: console.talk.output)
  file?.update { progress in
    let path = lesson.cases.contains { $0.name == name } ? name : absolutePath(name)
    progress.remember(stepper.place(inCase: path, seed: seed), of: lesson.id)
  }
  return code
}

/// The place where the last session stopped; nil, with a note, if there was none.
private func resumed(
  _ lesson: Lesson, _ arguments: Arguments, _ file: ProgressFile?, _ console: Console
) throws(CommandError) -> LearnerProgress.Place? {
  for option in ["--case", "--variant", "--set", "--seed"] where arguments[option] != nil {
    throw CommandError(
      .usage,
      "--resume goes on with the case, the variants and the values of the last session: give either "
        + "it or '\(option)'.")
  }
  let place = file?.read().place(lesson.id)
  if place == nil {
    console.error("Note: nothing of '\(lesson.id)' is remembered; it begins at the first line.\n")
  }
  return place
}
