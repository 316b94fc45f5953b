import Equations
import Numerics

/// A run compared with a log, with one way of averaging its costs.
struct LogMatch {
  let run: LogRun
  /// The way of averaging, as an index into `Averaging.all`.
  let averaging: Int
  /// What the run prints at each of the log's distinct lines that it has reached.
  private(set) var reproduced: [String] = []
  private(set) var agrees: [Bool] = []
  private(set) var agreeingRates = 0
  private(set) var ratesSeen = 0

  var agreeing: Int { agrees.reduce(0) { $0 + ($1 ? 1 : 0) } }
  var differing: Int { agrees.count - agreeing }
  /// The number of lines that agree before the first one that does not.
  var leading: Int { agrees.firstIndex(of: false) ?? agrees.count }
  var weight: Int { run.setting.weight + Averaging.all[averaging].weight }
  var changedLines: Int {
    run.setting.changedLines + (Averaging.all[averaging].variant?.edits.count ?? 0)
  }

  init(_ run: LogRun, averaging: Int) {
    self.run = run
    self.averaging = averaging
  }

  /// Compares one more line of the log.
  mutating func compare(_ line: PrintedLog.Line, _ decimals: Int) {
    let cost = run.costs.last { $0.epoch == line.epoch }?.values[averaging] ?? .nan
    let own = shownCost(cost, line, decimals)
    reproduced.append(own)
    agrees.append(own == line.printed)
  }

  /// Compares the learning rates that were printed after an epoch.
  mutating func compare(rates: [PrintedLog.Line]) {
    guard let rate = run.rates.last else { return }
    for line in rates {
      ratesSeen += 1
      if fixed(rate, decimals: line.decimals) == line.printed { agreeingRates += 1 }
    }
  }
}

/// A cost as the line would print it; the log's own text if that has more digits than runs can
/// share.
///
/// Sums in another order change the last digits of a double, so a number printed in full is
/// compared to eight decimals.
private func shownCost(_ cost: Double, _ line: PrintedLog.Line, _ decimals: Int) -> String {
  guard decimals > 8 else { return fixed(cost, decimals: decimals) }
  if let printed = Double(line.printed), fixed(printed, decimals: 8) == fixed(cost, decimals: 8) {
    return line.printed
  }
  return fixed(cost, decimals: decimals)
}
