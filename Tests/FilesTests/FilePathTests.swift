import Files
import Testing

@Suite("Paths") struct FilePathTests {
  @Test(
    "A path is cut at its last slash, however short its name is",
    arguments: [
      ("k", ".", "k"), ("k/", ".", "k"), ("é", ".", "é"), ("日/", ".", "日"), ("a/k", "a", "k"),
      ("a//k//", "a", "k"), ("/k", "/", "k"), ("//k", "/", "k"), ("/a/b/c", "/a/b", "c"),
      ("/\u{301}", "/", "\u{301}"), (".", ".", "."), ("..", ".", ".."), ("/", "/", ""),
      ("", ".", ""),
    ])
  func cut(path: String, folder: String, name: String) {
    #expect(FilePath(path).folder == folder && FilePath(path).name == name)
  }
}
