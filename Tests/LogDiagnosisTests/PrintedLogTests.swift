import Curriculum
import Foundation
import Testing

@testable import LogDiagnosis

@Suite("Reading a printed log") struct PrintedLogTests {
  @Test("Costs, learning rates and the accuracy are found, each with its place")
  func plain() throws {
    let log = try PrintedLog(
      """
      Cost after epoch 0: 0.699346
      learning rate after epoch 0: 0.010000
      Cost after epoch 1000: 0.130074
      learning rate after epoch 1000: 0.005000
      Accuracy: 0.94
      """)
    #expect(log.costs.map(\.epoch) == [0, 1000])
    #expect(log.costs.map(\.printed) == ["0.699346", "0.130074"])
    #expect(log.costs.map(\.decimals) == [6, 6])
    #expect(log.costs.map(\.line) == [1, 3])
    #expect(log.costs.map(\.column) == [21, 24])
    #expect(log.learningRates.map(\.printed) == ["0.010000", "0.005000"])
    #expect(log.accuracy?.printed == "0.94")
    #expect(log.every == 1000)
  }

  @Test("The accuracy is the one that follows the costs, not another run's above or below")
  func accuracies() throws {
    let log = try PrintedLog(
      """
      Accuracy: 0.796666666667
      Cost after epoch 0: 0.695414
      Cost after epoch 8000: nan Cost after epoch 9000: 0.128871

      Accuracy: 0.93
      | Adam | Accuracy: 0.94 |
      """)
    #expect(log.accuracy?.printed == "0.93")
    #expect(log.costs.map(\.printed) == ["0.695414", "nan", "0.128871"])
    #expect(log.costs.map(\.line) == [2, 3, 3])
  }

  @Test(
    "A comma in an epoch is that of thousands only before three digits",
    arguments: [
      ("1,000", 1000), ("12,000", 12_000), ("1,0000", nil), ("1,00", nil), ("1,0,000", nil),
      ("1000", 1000), ("100,000", 100_000),
    ] as [(String, Int?)])
  func thousands(text: String, epoch: Int?) throws {
    let log = try PrintedLog("Cost after epoch 0: 0.5\nCost after epoch \(text): 0.25\n")
    #expect(log.costs.dropFirst().map(\.epoch) == (epoch.map { [$0] } ?? []))
  }

  @Test(
    "An accuracy is a share or a percentage, from nothing to all",
    arguments: [
      ("0", "0"), ("1", "1"), ("100", "100"), ("100%", "100%"), ("0.0", "0.0"), ("101", nil),
      ("-1", nil), ("100.5", nil),
    ] as [(String, String?)])
  func accuracyRange(text: String, printed: String?) throws {
    let log = try PrintedLog("Cost after epoch 0: 0.5\nAccuracy: \(text)\n")
    #expect(log.accuracy?.printed == printed)
  }

  @Test("A line that stands there twice, and one that is lost, are noticed")
  func doubledAndLost() throws {
    let text = [0, 1000, 2000, 4000, 4000, 5000].map { "Cost after epoch \($0): 0.\($0 + 100000)" }
    let log = try PrintedLog(text.joined(separator: "\n"))
    #expect(log.costs.filter(\.isDoubled).map(\.epoch) == [4000])
    #expect(log.distinctCosts.count == 5)
    #expect(log.lostEpochs == [3000])
  }

  @Test("A misread epoch is put right where its neighbours show what it was")
  func misreadEpoch() throws {
    let text = [0, 1000, 2000, 300, 4000, 5000].map { "Cost after epoch \($0): 0.5\($0)" }
    let log = try PrintedLog(text.joined(separator: "\n"))
    #expect(log.costs.map(\.epoch) == [0, 1000, 2000, 3000, 4000, 5000])
    #expect(log.costs[3].misreadEpoch == 300)
  }

  @Test(
    "A letter for a digit, a blank behind the point, a comma for it: the line is found all the same"
  )
  func damagedNumbers() throws {
    let log = try PrintedLog(
      """
      Cost after epoch 0; O.695414
      Cost after epoch 1O00: 0. 135551
      Cost after epoch 2,000: 0,130452
      Cost after epoch 3000 0.12B858
      """)
    #expect(log.costs.map(\.epoch) == [0, 1000, 2000, 3000])
    #expect(log.costs.map(\.printed) == ["O.695414", "0.135551", "0.130452", "0.12B858"])
  }

  @Test("Code and prose around the log are not read as lines of it")
  func prose() throws {
    let log = try PrintedLog(
      """
      def model(X, Y, layers_dims, optimizer, learning_rate = 0.0007, mini_batch_size = 64):
          print ("Cost after epoch %i: %f" %(i, cost_avg))
      After 10 epochs the cost is lower. After epoch 20, 30 more follow.
      parameters = model(train_X, train_Y, layers_dims, optimizer = "momentum")
      COST AFTER ITERATION 0: 0,690741
      Cost after iteration 1,000 …
      """, optimizers: Curriculum.optimizers)
    #expect(log.costs.map(\.printed) == ["0.690741"])
    #expect(log.namedOptimizer == "momentum")
    #expect(log.namedLearningRates == [0.0007])
    #expect(log.namedBatchSizes == [64])
  }

  @Test("Of a notebook with three logs the first is read, and the others are counted")
  func several() throws {
    let one = "Cost after epoch 0: 0.69\nCost after epoch 1000: 0.5\nAccuracy: 0.8\n"
    let log = try PrintedLog(one + one + one)
    #expect(log.costs.count == 2)
    #expect(log.furtherRuns == 2)
  }

  @Test(
    "A text without a log says what was expected",
    arguments: ["", "nothing here", "Cost after epoch : 0.5", "Cost after epoch 7:", "epoch 5 5"])
  func none(text: String) {
    let error = #expect(throws: PrintedLogError.self) { try PrintedLog(text) }
    #expect(error?.message.contains("Cost after epoch 0: 0.695414") == true)
  }

  @Test("No text stops the reader: pieces of logs in any order, and bytes that are not text")
  func anything() {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "Cost after epoch ", "learning rate after epoch ", "Accuracy: ", "0.", "1e", "e-", "-", ",",
      "nan", "inf", ":", " ", "\n", "99999999999999999999", "0", "1000", "%", "optimizer = \"",
      "learning_rate =", "mini_batch_size = ", "θ", "\u{FFFD}", "l", "O",
    ]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...40, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      _ = try? PrintedLog(text)
    }
    let bytes = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }
    _ = try? PrintedLog(String(decoding: bytes, as: UTF8.self))
  }

  @Test("Damage counts single digits changed, lost or put in")
  func damages() {
    #expect(damage("0.130551", "0.135551", limit: 3) == 1)
    #expect(damage("0.128207", "0.129057", limit: 3) == 3)
    #expect(damage("0.13551", "0.135551", limit: 3) == 1)
    #expect(damage("0.1", "0.135551", limit: 3) == 4)
    #expect(damage("", "", limit: 2) == 0)
  }

  @Test(
    "An accuracy is a share up to 1 and percent above, or where it has a percent sign",
    arguments: [
      ("Accuracy: 0.94", 282, true), ("Accuracy: 94", 282, true), ("Accuracy: 94.0%", 282, true),
      ("Accuracy: 1.0", 300, true), ("Accuracy: 1", 300, true), ("Accuracy: 1", 3, false),
      ("Accuracy: 1%", 3, true), ("Accuracy: 1%", 300, false), ("Accuracy: 100%", 300, true),
      ("Accuracy: 100", 300, true), ("Accuracy: 0.94", 283, true), ("Accuracy: 0.94", 284, false),
      ("Accuracy: 0.0", 0, true), ("Accuracy: 94.67", 284, true), ("Accuracy: 94.67", 283, false),
    ])
  func shares(text: String, correct: Int, agrees: Bool) throws {
    let log = try PrintedLog("Cost after epoch 0: 0.7\n\(text)\n")
    let accuracy = try #require(log.accuracy)
    #expect(accuracy.isAccuracy(correct, of: 300) == agrees, "\(accuracy.printed)")
  }
}
