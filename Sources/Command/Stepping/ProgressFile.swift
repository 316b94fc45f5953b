import Files
import Foundation
import JSON
import Stepping

/// The one small file in which progress is remembered; without it nothing but progress is lost.
struct ProgressFile {
  private let folder: String
  private var path: String { folder + "/progress.json" }
  private let console: Console

  /// Nil where there is nowhere to remember anything.
  init?(_ console: Console) {
    guard let folder = console.states else { return nil }
    self.folder = folder
    self.console = console
  }

  /// What is remembered; a file that is no longer readable is set aside, and said so.
  func read() -> LearnerProgress {
    guard let data = FileManager.default.contents(atPath: path) else { return LearnerProgress() }
    do {
      return try LearnerProgress([UInt8](data))
    } catch {
      let aside = unusedName(path + ".damaged")
      guard (try? FileManager.default.moveItem(atPath: path, toPath: aside)) != nil else {
        console.error(
          "Note: what was remembered cannot be read (\(path), \(error.message)).\n")
        return LearnerProgress()
      }
      console.error(
        "Note: what was remembered cannot be read (\(error.message)). It is set aside as\n"
          + "  \(aside); progress begins anew.\n")
      return LearnerProgress()
    }
  }

  /// Changes what is remembered, with what another session may have added meanwhile; where that cannot be
  /// written, it is said and nothing else is lost.
  func update(_ change: (inout LearnerProgress) -> Void) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      // Two sessions that end together take turns.
      let lock = open(folder, O_RDONLY)
      if lock >= 0 { flock(lock, LOCK_EX) }
      defer { if lock >= 0 { close(lock) } }
      var progress = read()
      change(&progress)
      try OutputFile.write(progress.json, to: path)
    } catch {
      console.error("Note: progress could not be remembered in '\(path)'.\n")
    }
  }

  private func unusedName(_ name: String) -> String {
    var unused = name
    var number = 2
    while FileManager.default.fileExists(atPath: unused), number < 1_000 {
      unused = "\(name)-\(number)"
      number += 1
    }
    return unused
  }
}
