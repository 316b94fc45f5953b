/// The files that a run reads: none of them is ever written over.
public final class FilesRead {
  private var names: [FileIdentity: String] = [:]

  /// No files so far.
  public init() {}

  /// Remembers a file by its path; where nothing is, or something that cannot be written over, there is
  /// nothing to remember.
  public func note(_ path: String) {
    if let found = FileStatus(path) { note(found, as: path) }
  }

  /// Remembers what has been opened.
  func note(_ found: FileStatus, as name: String) {
    switch found.kind {
    case .regular, .pipe, .disk, .socket: names[found.identity] = name
    case .folder, .link, .device: break
    }
  }

  /// What a file was called when it was read; nil if it was not.
  public func name(of identity: FileIdentity) -> String? { names[identity] }
}
