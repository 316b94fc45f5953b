import Foundation
import Readers
import Testing

@Suite struct DocumentTests {
  @Test func `JSON gives a path of keys, shapes, and numbers with their digits`() throws {
    let found = try arrays(
      """
      {"W1": [[1.50, 2], ["3.250", -1e-8]], "v": {"dW1": [NaN, -Infinity]}, "c": 0.1234567890123,
       "note": "text", "x": null}
      """)
    #expect(found.map { $0.names } == [["W1"], ["v", "dW1"], ["c"]])
    #expect(found.map { $0.shape } == [[2, 2], [2], []])
    #expect(found[0].values == [1.5, 2, 3.25, -1e-8])
    #expect(
      found[0].numbers.map { $0.precision }
        == [.decimals(3), .decimals(3), .decimals(3), .significant(1)])
    #expect(found[1].values[0].isNaN && found[1].values[1] == -.infinity)
    #expect(found[2].precisions == [.double])
    #expect(found[0].numbers[2].place == TextPlace(line: 1, column: 21))
  }

  @Test(arguments: [("[[1, 2], [3, 4]]", [2, 2]), ("42.5", []), ("[]", [0])] as [(String, [Int])])
  func `a list or a number without a name is JSON too`(text: String, shape: [Int]) throws {
    let reading = try read(Array(text.utf8), name: "x.json")
    #expect(reading.kind == .json && reading.parts[0].arrays[0].shape == shape)
    #expect(reading.parts[0].arrays[0].names == [])
  }

  @Test(arguments: [
    "{\"student\": \"ada\", \"W1\": [[1]]}\n{\"student\": 7, \"W1\": [[2]]}\n",
    "[{\"student\": \"ada\", \"W1\": [[1]]}, {\"student\": 7, \"W1\": [[2]]}]",
  ])
  func `a class's file has a part for each student`(text: String) throws {
    let parts = try read(Array(text.utf8)).parts
    #expect(parts.map { $0.student } == ["ada", "7"])
    #expect(parts.map { $0.arrays.map { $0.values } } == [[[1]], [[2]]])
  }

  @Test func `Gradus's own trace gives every line's value by step, and the outputs`() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../golden/adam/by-hand.json")
    let reading = try read([UInt8](try Data(contentsOf: url)))
    #expect(reading.kind == .trace)
    let found = reading.parts[0].arrays
    // By hand: v = 0.5·0 + 0.5·(100, 0.01), and the first step's parameter: 1 − 0.3·100/(100 + 10⁻⁸).
    #expect(found[0].names == ["v_dW1"] && found[0].step == 1 && found[0].shape == [1, 2])
    #expect(found[0].values == [50, 0.005] && found[0].precisions == [.double])
    #expect(found[4].names == ["W1"] && (found[4].values[0] - 0.70000000003).magnitude < 1e-12)
    let outputs = found.filter { $0.step == nil }
    #expect(outputs.map { $0.names[0] } == ["W1", "b1", "v_dW1", "v_db1", "s_dW1", "s_db1"])
    #expect(found.map { $0.step ?? 0 }.max() == 3 && found.count == 3 * 10 + 6)
  }

  @Test(arguments: [
    ("{\"schema\": \"gradus.training/1\", \"runs\": [1]}", "gradus.training/1"),
    ("{\"lesson\": \"ewma\", \"name\": \"x\", \"steps\": [{\"theta\": 40}]}", "a Gradus case"),
    ("{\"W1\": [[1, 2], [3]]", "row 2 has 1 number"), ("{\"W1\": [1, \"x\"]}", "expected a number"),
    ("{\"W1\": [1,", "the end of the file"), ("{\"W1\": [1 2]}", "',' or ']'"),
  ])
  func `JSON that is something else or broken is refused with what it is`(
    text: String, message: String
  ) throws {
    let error = try #require(failure(text, name: "mine.json"))
    #expect(error.message.contains(message) && error.place != nil)
  }

  @Test func `lists and dictionaries of Python that are not JSON are read as text`() throws {
    let found = try arrays("{\"W1\": array([[1., 2.]]), \"b1\": (1, 2)}")
    #expect(found.map { $0.names } == [["W1"], ["b1"]] && found[1].isTuple)
    #expect(try read(Array("[1., 2.,]".utf8)).kind == .text)
  }

  @Test func `a notebook's cells come in the order they were run, expected tables apart`() throws {
    let reading = try read(try recorded("notebook.ipynb"), name: "mine.ipynb")
    #expect(reading.kind == .notebook)
    #expect(reading.parts.map { $0.title } == ["cell 5", "cell 3", "cell 4"])
    #expect(reading.parts.map { $0.executionCount } == [4, 5, nil])
    #expect(reading.parts.map { $0.isExpected } == [false, false, true])
    let names = reading.parts.map { $0.arrays.map { $0.names } }
    #expect(names == [[["parameters", "W1"]], [["W1"], ["b1"]], [["W1"]]])
    #expect(reading.parts[0].arrays[0].values == recordedW1)
    #expect(reading.parts[1].arrays.map { $0.values } == [recordedW1, recordedB1])
    #expect(reading.parts[1].source == "print('W1 = ' + str(W1))\nprint('b1 = ' + str(b1))")
    #expect(reading.parts[2].arrays[0].values[0] == 1.63178673)
    #expect(reading.notes.count == 2)
    #expect(reading.notes[0].contains("cell 5 [4] was run before cell 3 [5]"))
    #expect(reading.notes[1] == "never run: cell 6")
  }

  @Test func `a notebook of version 3 is read, a cell that cannot be is noted`() throws {
    let reading = try read(
      Array(
        """
        {"nbformat": 3, "worksheets": [{"cells": [
         {"cell_type": "code", "prompt_number": 2, "input": ["W1, b1"], "outputs":
          [{"output_type": "pyout", "text": ["(array([1.5]),\\n", " array([2.5]))"]}]},
         {"cell_type": "code", "prompt_number": 2, "input": "x", "outputs":
          [{"output_type": "stream", "stream": "stdout", "text": "[[1 2]\\n [3]]"}]}]}]}
        """.utf8))
    #expect(reading.parts.count == 1)
    #expect(reading.parts[0].arrays.map { $0.names } == [["W1"], ["b1"]])
    #expect(reading.notes.contains { $0.hasPrefix("cells 1 and 2 both have the number [2]") })
    #expect(reading.notes.contains { $0.hasPrefix("cell 2, line 2 was left out: row 2") })
  }

  @Test func `a notebook that printed nothing says what to do`() throws {
    let text = "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"x = 1\"}]}"
    let error = try #require(failure(text))
    #expect(error.message.contains("run all its cells") && error.message.contains("cell 1"))
  }

  @Test func `an image of many megabytes is passed over in no time`() throws {
    let image = String(repeating: "iVBORw0KGgo", count: 2_000_000)
    let text =
      "{\"cells\": [{\"cell_type\": \"code\", \"outputs\": [{\"output_type\": \"display_data\", "
      + "\"data\": {\"image/png\": \"\(image)\", \"text/plain\": \"[1.5]\"}}]}]}"
    #expect(try arrays(text).map { $0.values } == [[1.5]])
  }
}
