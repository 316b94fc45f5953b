import Command
import Foundation

exit(Gradus.run(Array(CommandLine.arguments.dropFirst()), console: .standard()))
