import Files
import JSON
import Stepping

/// The one small file in which progress is remembered; without it nothing but progress is lost.
struct ProgressFile {
  private let folder: String
  private var path: String { folder + "/progress.json" }
  private let console: Console
  /// More bytes than progress ever has.
  private static let longest = 64_000_000

  /// Nil where there is nowhere to remember anything.
  init?(_ console: Console) {
    guard let folder = console.states else { return nil }
    self.folder = folder
    self.console = console
  }

  /// Reads what is remembered; an unreadable file is set aside, with a note.
  func read() -> LearnerProgress {
    let bytes = try? InputFile(path, isRegular: true).all(atMost: Self.longest)
    guard let bytes else { return LearnerProgress() }
    do {
      return try LearnerProgress(bytes)
    } catch {
      guard let aside = setAside(path, as: "progress.json.damaged") else {
        console.error(
          "Note: what was remembered cannot be read (\(path), \(error.message)).\n")
        return LearnerProgress()
      }
      console.error(
        "Note: what was remembered cannot be read (\(error.message)). It is set aside as\n"
          + "  \(aside); progress starts again from the beginning.\n")
      return LearnerProgress()
    }
  }

  /// Changes what is remembered, with what another session may have added meanwhile; where that cannot be
  /// written, it is said and nothing else is lost.
  func update(_ change: (inout LearnerProgress) -> Void) {
    do {
      try makeFolders(folder, isPrivate: true)
      // Two sessions that end together take turns.
      let lock = FolderLock(folder)
      var progress = read()
      change(&progress)
      try OutputFile.write(progress.json, to: path, OutputFile.Overwriting(isAllowed: true))
      _ = consume lock
    } catch {
      console.error("Note: progress could not be remembered in '\(path)'.\n")
    }
  }
}
