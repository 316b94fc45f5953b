/// The files that a run reads, which must never be overwritten.
public final class FilesRead {
  private var names: [FileIdentity: String] = [:]

  /// Starts without any files.
  public init() {}

  /// Remembers a file by its path.
  ///
  /// Does nothing if the path leads nowhere or to something that cannot be overwritten.
  public func note(_ path: String) {
    if let found = FileStatus(path) { note(found, as: path) }
  }

  /// Remembers an open file.
  func note(_ found: FileStatus, as name: String) {
    switch found.kind {
    case .regular, .pipe, .disk, .socket: names[found.identity] = name
    case .folder, .link, .device: break
    }
  }

  /// The name a file had when it was read; nil if it was not read.
  public func name(of identity: FileIdentity) -> String? { names[identity] }
}
