import Command

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

exit(Gradus.run(Array(CommandLine.arguments.dropFirst()), console: .standard()))
