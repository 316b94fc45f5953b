import Foundation

// Figures.swift says what is printed.
var figures = Figures(Array(CommandLine.arguments.dropFirst()))
exit(figures.run() ? 0 : 1)
