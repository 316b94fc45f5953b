import Foundation
import Testing

@Suite("The top level") struct HouseTests {
  @Test func `it holds what every reader looks for, and nothing else`() throws {
    #expect(
      try Repository.names(in: "").filter { $0 != "Package.resolved" } == [
        "CONTRIBUTING.md", "LICENSE", "Package.swift", "README.md", "Sources", "Tests", "golden",
        "lessons",
      ])
  }

  @Test func `every Python package of the checks is pinned`() throws {
    let lines = try Repository.text("Tests/Oracles/requirements.txt").split(separator: "\n")
    let packages = lines.filter { !$0.hasPrefix("#") }
    for name in ["numpy", "scikit-learn", "mpmath", "gmpy2", "pyte"] {
      #expect(packages.contains { $0.hasPrefix("\(name)==") }, "\(name)")
    }
    for line in packages { #expect(line.contains("=="), "\(line)") }
    let run = try Repository.text(".ci/run").split(separator: "\n").filter {
      $0.contains("pip install")
    }
    #expect(run.count == 1 && run[0].hasSuffix("--no-deps -r Tests/Oracles/requirements.txt"))
  }
}
