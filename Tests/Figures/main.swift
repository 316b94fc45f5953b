import Foundation

// Figures.swift and Speed.swift describe the output.
//
//   figures [LESSON…] [--triples N] [--noise N] [--verbose]   what the diagnosis finds
//   figures --speed                                           how long the search takes
//   figures --sheets [LESSON…]                               what drawn worksheets show
//   figures --class N FOLDER                                  a class of submissions to grade
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "--speed": Speed.run()
case "--sheets": Sheets.run(Array(arguments.dropFirst()))
case "--class":
  guard arguments.count == 3, let count = Int(arguments[1]) else { exit(64) }
  try Speed.writeClass(count, into: arguments[2])
default:
  var figures = Figures(arguments)
  exit(figures.run() ? 0 : 1)
}
