// swift-tools-version: 6.1
import PackageDescription

/// A lesson is one folder: its equations (Swift), its page and its cases (embedded by the plugin).
func lesson(_ folder: String) -> Target {
  .target(
    name: folder,
    dependencies: ["Equations", "Tracing"] + (builtOn[folder] ?? []),
    path: "lessons/\(folder)",
    exclude: ["lesson.md", "cases"],
    plugins: ["EmbedLesson"])
}

// The order is the curriculum's. To add a lesson: its folder, its name here, its line in
// Sources/Curriculum/Curriculum.swift, its goldens.
let lessons = [
  "GradientDescent", "EWMA", "BiasCorrection", "Momentum", "RMSprop", "Adam", "Decay",
  "MiniBatches", "ForwardPropagation", "BackPropagation", "Training",
]
/// Lessons that take up the equations of another one.
let builtOn: [String: [Target.Dependency]] = [
  "BackPropagation": ["ForwardPropagation"], "Training": ["ForwardPropagation"],
]
let lessonModules = lessons.map { Target.Dependency(stringLiteral: $0) }

let package = Package(
  name: "gradus",
  products: [.executable(name: "gradus", targets: ["gradus"])],
  targets: [
    .plugin(
      name: "EmbedLesson", capability: .buildTool(), path: "Sources/Plugins/EmbedLesson"),

    // The portable core: no Foundation. Each layer imports only those above it.
    .target(name: "Equations"),
    .target(
      name: "Numerics", dependencies: ["Equations"],
      // The standard library calls it for sqrt and floor, which are exact operations.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "JSON", dependencies: ["Equations", "Numerics"]),
    .target(name: "Tracing", dependencies: ["Equations", "Numerics", "JSON"]),
    .target(name: "Curriculum", dependencies: ["Tracing"] + lessonModules),
    .target(name: "TrainingLoop", dependencies: ["Tracing"] + lessonModules),
    // From a printed training log to the code that printed it.
    .target(name: "LogDiagnosis", dependencies: ["TrainingLoop", "JSON"] + lessonModules),
    .target(name: "Plots"),
    // What a program people talk with is, on a screen or through a pipe.
    .target(name: "Interaction"),
    // What learners have (prints, notebooks, arrays in files), read as numbers with their precision.
    .target(name: "Readers", dependencies: ["Numerics", "JSON"]),
    .target(name: "Diagnosis", dependencies: ["Tracing", "Curriculum", "Readers"]),

    // A lesson walked through line by line, numbers predicted, hidden bugs hunted.
    .target(
      name: "Stepping",
      dependencies: ["Interaction", "JSON", "Tracing", "Curriculum", "Diagnosis", "Readers"]),
    // One source, two documents: a worksheet with blanks, and its key.
    .target(name: "Worksheets", dependencies: ["Tracing", "Readers", "Diagnosis"]),

    // From here on the operating system: files, the terminal, the process.
    .target(name: "Files", dependencies: ["Tracing"]),
    // The screen and the pipe: keys, signals, and a terminal given back as it was.
    .target(name: "Terminal", dependencies: ["Interaction"]),
    .target(
      name: "Command",
      dependencies: [
        "Curriculum", "Diagnosis", "Files", "LogDiagnosis", "Plots", "Readers", "TrainingLoop",
        "Stepping", "Terminal", "Worksheets",
      ]),
    .executableTarget(name: "gradus", dependencies: ["Command"]),

    // Loads recorded numbers and runs the command in the process; only for tests.
    .target(
      name: "TestSupport", dependencies: ["Command", "Curriculum"], path: "Tests/TestSupport"),
    // Answers the oracles' requests for single numbers; never installed.
    .executableTarget(
      name: "probe", dependencies: ["Numerics", "TrainingLoop", "LogDiagnosis", "Fingerprints"],
      path: "Tests/Probe"),
    // Prints how often the diagnosis finds what is known to be true.
    .executableTarget(
      name: "figures", dependencies: ["Curriculum", "Diagnosis", "Worksheets"],
      path: "Tests/Figures"),
    // What must have the same bits in every build, and its way out of a browser.
    .target(
      name: "Fingerprints", dependencies: ["TrainingLoop"], path: "Tests/Fingerprints"),
    .target(
      name: "BrowserChecks",
      dependencies: [
        "Fingerprints", "Diagnosis", "LogDiagnosis", "Plots", "Stepping", "Worksheets",
      ],
      path: "Tests/Browser",
      exclude: ["shim.c", "compare.py", "run.mjs"], sources: ["Exports.swift"]),
    // Damages files, to see that no reader falls over them; never installed.
    .target(name: "Mutations", path: "Tests/Mutations"),
    .executableTarget(name: "fuzz", dependencies: ["Readers", "Mutations"], path: "Tests/Fuzz"),
    // A small program to talk with, for the tests of the terminal; never installed.
    .target(
      name: "SmallTalk", dependencies: ["Files", "Interaction"], path: "Tests/SmallTalk"),
    .executableTarget(name: "talk", dependencies: ["SmallTalk", "Terminal"], path: "Tests/Talk"),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "SmallTalk"]),
    .testTarget(name: "EquationsTests", dependencies: ["Equations", "Curriculum"]),
    .testTarget(name: "NumericsTests", dependencies: ["Numerics", "JSON", "TestSupport"]),
    .testTarget(name: "TrainingLoopTests", dependencies: ["TrainingLoop", "TestSupport"]),
    .testTarget(
      name: "DiagnosisTests", dependencies: ["Diagnosis", "Readers", "TestSupport"]),
    .testTarget(name: "LogDiagnosisTests", dependencies: ["LogDiagnosis", "TestSupport"]),
    .testTarget(name: "PlotsTests", dependencies: ["Plots"]),
    .testTarget(
      name: "ReadersTests", dependencies: ["Readers", "Mutations"], exclude: ["Recorded"]),
    .testTarget(
      name: "SteppingTests", dependencies: ["Stepping", "Curriculum", "Interaction", "TestSupport"]),
    .testTarget(name: "TracingTests", dependencies: ["Tracing", "TestSupport"]),
    .testTarget(name: "WorksheetsTests", dependencies: ["Worksheets", "TestSupport"]),
    .testTarget(name: "LessonTests", dependencies: ["Curriculum", "Diagnosis", "TestSupport"]),
    .testTarget(
      name: "CommandTests", dependencies: ["Command", "Files", "TestSupport"], exclude: ["Texts"]),
  ] + lessons.map(lesson),
  swiftLanguageModes: [.v6]
)
