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
    .target(name: "Text"),
    .target(name: "Equations", dependencies: ["Text"]),
    .target(
      name: "Numerics", dependencies: ["Equations", "Text"],
      // The standard library calls it for sqrt and floor, which are exact operations.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "JSON", dependencies: ["Equations", "Numerics", "Text"]),
    .target(name: "Tracing", dependencies: ["Equations", "JSON", "Numerics", "Text"]),
    .target(name: "Curriculum", dependencies: ["Tracing"] + lessonModules),
    .target(
      name: "TrainingLoop",
      dependencies: [
        "BackPropagation", "Decay", "Equations", "ForwardPropagation", "MiniBatches", "Numerics",
        "Readers", "Tracing", "Training",
      ]),
    // From a printed training log to the code that printed it.
    .target(
      name: "LogDiagnosis",
      dependencies: [
        "BackPropagation", "Decay", "Equations", "ForwardPropagation", "JSON", "MiniBatches",
        "Numerics", "Text", "Tracing", "Training", "TrainingLoop",
      ]),
    .target(name: "Plots", dependencies: ["Numerics", "Text"]),
    // What a program people talk with is, on a screen or through a pipe.
    .target(name: "Interaction", dependencies: ["Text"]),
    // What learners have (prints, notebooks, arrays in files), read as numbers with their precision.
    .target(name: "Readers", dependencies: ["JSON", "Numerics"]),
    .target(
      name: "Diagnosis",
      dependencies: ["Equations", "JSON", "Numerics", "Readers", "Text", "Tracing"]),

    // A lesson walked through line by line, numbers predicted, hidden bugs hunted.
    .target(
      name: "Stepping",
      dependencies: [
        "Diagnosis", "Equations", "Interaction", "JSON", "Numerics", "Readers", "Text", "Tracing",
      ]),
    // One source, two documents: a worksheet with blanks, and its key.
    .target(
      name: "Worksheets",
      dependencies: ["Diagnosis", "Equations", "JSON", "Numerics", "Readers", "Text", "Tracing"]),

    // From here on the operating system: files, the terminal, the process.
    .target(name: "Files", dependencies: ["JSON"]),
    // The screen and the pipe: keys, signals, and a terminal given back as it was.
    .target(name: "Terminal", dependencies: ["Interaction", "Text"]),
    .target(
      name: "Command",
      dependencies: [
        "Curriculum", "Diagnosis", "Equations", "Files", "JSON", "LogDiagnosis", "Numerics",
        "Plots", "Readers", "Stepping", "Terminal", "Text", "Tracing", "TrainingLoop", "Worksheets",
      ]),
    .executableTarget(name: "gradus", dependencies: ["Command"]),

    // Loads recorded numbers and runs the command in the process; only for tests.
    .target(
      name: "TestSupport",
      dependencies: ["Command", "Curriculum", "Equations", "JSON", "Numerics", "Tracing"],
      path: "Tests/TestSupport"),
    // Answers the oracles' requests for single numbers; never installed.
    .executableTarget(
      name: "probe",
      dependencies: [
        "Curriculum", "Files", "Fingerprints", "LogDiagnosis", "Numerics", "Readers",
        "TrainingLoop",
      ],
      path: "Tests/Probe"),
    // Prints how often the diagnosis finds what is known to be true.
    .executableTarget(
      name: "figures",
      dependencies: [
        "Curriculum", "Diagnosis", "Equations", "Numerics", "Readers", "Tracing", "Worksheets",
      ],
      path: "Tests/Figures"),
    // What must have the same bits in every build, and its way out of a browser.
    .target(
      name: "Fingerprints",
      dependencies: ["Adam", "Equations", "Momentum", "Numerics", "Tracing", "TrainingLoop"],
      path: "Tests/Fingerprints"),
    .target(
      name: "BrowserChecks",
      dependencies: [
        "Curriculum", "Diagnosis", "Fingerprints", "LogDiagnosis", "Plots", "Stepping",
        "Worksheets",
      ],
      path: "Tests/Browser", exclude: ["build.sh", "shim.c", "compare.py", "run.mjs"]),
    // Damages files, to see that no reader falls over them; never installed.
    .target(name: "Mutations", path: "Tests/Mutations"),
    .executableTarget(name: "fuzz", dependencies: ["Mutations", "Readers"], path: "Tests/Fuzz"),
    // A small program to talk with, for the tests of the terminal; never installed.
    .target(
      name: "SmallTalk", dependencies: ["Files", "Interaction", "Text"], path: "Tests/SmallTalk"),
    .executableTarget(name: "talk", dependencies: ["SmallTalk", "Terminal"], path: "Tests/Talk"),
    .testTarget(
      name: "TerminalTests", dependencies: ["Interaction", "SmallTalk", "Terminal", "Text"]),
    // This repository itself: its edges, its lists, its top level.
    .testTarget(name: "RepositoryTests", dependencies: ["Curriculum"]),
    .testTarget(name: "TextTests", dependencies: ["Text"]),
    .testTarget(name: "EquationsTests", dependencies: ["Equations"]),
    .testTarget(
      name: "NumericsTests", dependencies: ["Equations", "JSON", "Numerics", "TestSupport"]),
    .testTarget(
      name: "TrainingLoopTests",
      dependencies: [
        "Adam", "Curriculum", "Equations", "GradientDescent", "MiniBatches", "Momentum", "Numerics",
        "TestSupport", "Tracing", "TrainingLoop",
      ]),
    .testTarget(
      name: "DiagnosisTests",
      dependencies: [
        "Curriculum", "Diagnosis", "Equations", "JSON", "Numerics", "Readers", "TestSupport",
        "Tracing",
      ]),
    .testTarget(
      name: "LogDiagnosisTests", dependencies: ["Curriculum", "LogDiagnosis", "TestSupport"]),
    .testTarget(name: "PlotsTests", dependencies: ["Plots"]),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(
      name: "ReadersTests", dependencies: ["Mutations", "Readers"], exclude: ["Recorded"]),
    .testTarget(
      name: "SteppingTests",
      dependencies: [
        "Curriculum", "Equations", "Interaction", "Numerics", "Stepping", "TestSupport", "Tracing",
      ]),
    .testTarget(
      name: "TracingTests",
      dependencies: ["Curriculum", "Equations", "JSON", "Numerics", "TestSupport", "Tracing"]),
    .testTarget(
      name: "WorksheetsTests",
      dependencies: [
        "Curriculum", "Diagnosis", "Equations", "JSON", "Numerics", "Readers", "TestSupport",
        "Tracing", "Worksheets",
      ]),
    .testTarget(
      name: "LessonTests",
      dependencies: [
        "Command", "Curriculum", "Diagnosis", "Equations", "Numerics", "TestSupport", "Text",
        "Tracing",
      ]),
    .testTarget(
      name: "CommandTests", dependencies: ["Command", "Curriculum", "TestSupport"],
      exclude: ["Texts"]),
  ] + lessons.map(lesson),
  swiftLanguageModes: [.v6]
)
