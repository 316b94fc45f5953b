import Files
import JSON
import Stepping

/// The file that stores progress.
///
/// If it cannot be used, only progress is lost.
struct ProgressFile {
  private let folder: String
  private var path: String { folder + "/progress.json" }
  private let console: Console
  /// The greatest length, far more than progress needs.
  private static let longest = 64_000_000

  /// Nil if there is no folder for it.
  init?(_ console: Console) {
    guard let folder = console.states else { return nil }
    self.folder = folder
    self.console = console
  }

  /// Reads the progress; an unreadable file is renamed, with a note.
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

  /// Changes the stored progress, including changes another session may have made meanwhile.
  ///
  /// If it cannot be written, a note says so, and nothing else is lost.
  func update(_ change: (inout LearnerProgress) -> Void) {
    do {
      try makeFolders(folder, isPrivate: true)
      // Sessions that end at the same time take turns.
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
