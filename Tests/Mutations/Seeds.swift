import Foundation

/// Whole files to damage, by their reader.
public enum Seeds {
  /// The readers.
  public static let kinds = ["text", "notebook", "json", "trace", "csv", "npy", "npz"]

  /// The package's folder.
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files of a kind: recorded ones, and some written here.
  public static func files(_ kind: String) throws -> [[UInt8]] {
    let recorded = root.appending(path: "Tests/ReadersTests/Recorded")
    let endings = ["text": "txt", "notebook": "ipynb", "npy": "npy", "npz": "npz"]
    var files = (written[kind] ?? []).map { Array($0.utf8) }
    if let ending = endings[kind] {
      let all = try FileManager.default.contentsOfDirectory(
        at: recorded, includingPropertiesForKeys: nil)
      for url in all.sorted(by: { $0.path() < $1.path() }) where url.pathExtension == ending {
        var bytes = [UInt8](try Data(contentsOf: url))
        // A piece of the notebook's picture is enough.
        let picture = Array("iVBORw0KGgo=".utf8)
        let ranges = bytes.ranges(of: picture)
        if let first = ranges.first, let last = ranges.last {
          bytes.removeSubrange(first.lowerBound..<last.lowerBound)
        }
        files.append(bytes)
      }
    }
    if kind == "trace" {
      let url = root.appending(path: "golden/adam/by-hand.json")
      files.append([UInt8](try Data(contentsOf: url)))
    }
    return files
  }

  private static let written = [
    "text": [
      "W1 = [[ 1.63178673 -0.61919778]\n [-1.08040999  0.85796626]]\nv[\"dW1\"] = [[0.5]]\n",
      "{'W1': array([[1., 2.],\n       [3., 4.]]), 'b': np.float64(0.5), 'v': {'dW1': array([1])}}",
      "<tr><td > **W1** </td><td > [[1. 2.]\n [3. 4.]] </td></tr>\n| b1 | [[0.5]] |\n",
      "x = tensor(1.00000e-05 *\n       [[1.2345, 2.], [3, 4]])\n<tf.Tensor: shape=(2, 2), "
        + "dtype=float32, numpy=\narray([[1., 2.],\n       [3., 4.]], dtype=float32)>\n",
      "[(12288, 64), (12288, 20)]\n(0.5, {\"dW1\": array([1.])})\nv:\n0.1\n0.25\n0.3\n\nCost: 0.5\n",
      "ValueError    Traceback (most recent call last)\n----> 1 x\nValueError: (2,3)\nW1 = 0.5\n",
    ],
    "notebook": [
      """
      {"nbformat": 4, "cells": [{"cell_type": "code", "execution_count": 1, "source": "W1", "outputs":
      [{"output_type": "stream", "name": "stdout", "text": ["W1 = [[1. 2.]\\n", " [3. 4.]]\\n"]}]},
      {"cell_type": "markdown", "source": "**Expected output**\\n| W1 | [[1. 2.]] |"}]}
      """,
      """
      {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "prompt_number": 1,
      "input": "W1", "outputs": [{"output_type": "pyout", "text": "array([1.5])"}]}]}]}
      """,
    ],
    "json": [
      """
      {"W1": [[1.5, 2], ["3.25", -1e-8]], "v": {"dW1": [NaN, Infinity], "c": true}, "x": null}
      """,
      "{\"student\": \"a\", \"W1\": [[1]]}\n{\"student\": \"b\", \"W1\": [[2]]}\n",
      "[[1, 2], [3, 4]]", "[{\"student\": 7, \"b\": [0.5]}]", "42.5",
    ],
    "csv": [
      "1.5,2.5\n3,4\n", "W1\n1,2\n3,4\n\nb1\n0.5\n", "x;y\n1,5;2,5\n3;4\n",
      "# note\n1\t2\n3\t4\r\n",
      "student,exercise,name,row,col,value\na,e,W1,0,0,1.5\na,e,W1,0,1,2\nb,e,W1,0,0,3\n",
      "name,row,col,value,step\nW1,1,1,0.5,1\nW1,1,2,0.25,1\n\"b\"\"1\",1,1,2,2\n",
    ],
  ]
}
