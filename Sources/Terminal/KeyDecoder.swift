import Interaction
import Text

/// Decodes the bytes a terminal sends into keys: UTF-8, and the sequences of xterm, rxvt, tmux and
/// the Linux console.
///
/// All input ends in a key or in `.unknown`. Escape also begins sequences: while `isWaiting`, the
/// caller waits for a moment and calls `finish()` if nothing arrives. Text the terminal marks as
/// pasted gives characters only, with line breaks as spaces.
public struct KeyDecoder: Sendable {
  /// The sequence or character that has begun.
  private enum State: Equatable, Sendable {
    case ground
    /// Escape: a key of its own, Alt, or the start of a sequence.
    case escape
    /// A character of several bytes.
    case character(missing: Int, isAlt: Bool)
    /// `ESC [`.
    case csi
    /// `ESC O`.
    case ss3
    /// Bytes that belong to a sequence and are ignored: `ESC [ [ A`, the position of a mouse.
    case skipping(Int)
    /// `ESC ]` and similar sequences, up to a bell or `ESC \`.
    case string
  }

  /// The most parameters a sequence may have; longer ones are ignored.
  private static let longest = 32

  private var state = State.ground
  private var held: [UInt8] = []

  /// Whether the current input was pasted.
  public private(set) var isPasting = false

  /// Creates a decoder.
  public init() {}

  /// Whether the next byte may continue what has begun.
  public var isWaiting: Bool { state != .ground || isPasting }

  /// Takes the next byte.
  public mutating func take(_ byte: UInt8) -> [Key] {
    let keys = decoded(byte)
    guard isPasting else { return keys }
    return keys.map { key in
      switch key {
      case .character: key
      case .enter, .tab: .character(" ")
      default: .unknown
      }
    }
  }

  private mutating func decoded(_ byte: UInt8) -> [Key] {
    switch state {
    case .ground: return ground(byte)
    case .escape: return afterEscape(byte)
    case .character(let missing, let isAlt): return continued(byte, missing, isAlt)
    case .csi: return csi(byte)
    case .ss3:
      if byte < 0x20 || byte > 0x7E { return [.unknown] + restart(byte) }
      return done(Self.ss3Keys[byte] ?? .unknown)
    case .skipping(let count):
      return count > 1 ? more(.skipping(count - 1)) : done(.unknown)
    case .string:
      if byte == 0x07 { return done(.unknown) }
      return byte == 0x1B ? [.unknown] + more(.escape) : []
    }
  }

  /// Ends an unfinished sequence when no more bytes arrive.
  public mutating func finish() -> [Key] {
    isPasting = false
    switch state {
    case .ground: return []
    case .escape: return done(.escape)
    default: return done(.unknown)
    }
  }

  private mutating func done(_ key: Key) -> [Key] {
    state = .ground
    held = []
    return [key]
  }

  private mutating func more(_ next: State) -> [Key] {
    state = next
    return []
  }

  private mutating func restart(_ byte: UInt8) -> [Key] {
    state = .ground
    held = []
    return ground(byte)
  }

  // MARK: - A byte on its own

  private mutating func ground(_ byte: UInt8) -> [Key] {
    switch byte {
    case 0x1B: return more(.escape)
    case 0x0D, 0x0A: return done(.enter)
    case 0x09: return done(.tab)
    case 0x08, 0x7F: return done(.backspace)
    case 0x01...0x1A: return done(.control(Character(Unicode.Scalar(byte + 0x60))))
    case 0x20...0x7E: return done(.character(Character(Unicode.Scalar(byte))))
    case 0xC2...0xF4: return begun(byte, isAlt: false)
    default: return done(.unknown)
    }
  }

  // MARK: - A character of several bytes

  private mutating func begun(_ byte: UInt8, isAlt: Bool) -> [Key] {
    held = [byte]
    return more(.character(missing: byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3, isAlt: isAlt))
  }

  private mutating func continued(_ byte: UInt8, _ missing: Int, _ isAlt: Bool) -> [Key] {
    guard byte & 0xC0 == 0x80 else { return [.unknown] + restart(byte) }
    held.append(byte)
    if missing > 1 { return more(.character(missing: missing - 1, isAlt: isAlt)) }
    guard !isAlt, let text = String(validating: held, as: UTF8.self), let first = text.first,
      text.unicodeScalars.allSatisfy({ !$0.isHidden && $0.properties.generalCategory != .format })
    else { return done(.unknown) }
    return done(.character(first))
  }

  // MARK: - After Escape

  private mutating func afterEscape(_ byte: UInt8) -> [Key] {
    switch byte {
    case 0x1B: return [.escape]
    case 0x5B: return more(.csi)
    case 0x4F: return more(.ss3)
    case 0x5D, 0x50, 0x5F, 0x5E: return more(.string)
    case 0xC2...0xF4: return begun(byte, isAlt: true)
    default: return done(.unknown)
    }
  }

  private mutating func csi(_ byte: UInt8) -> [Key] {
    switch byte {
    case 0x24 where !held.isEmpty: return done(Self.tilde(held))  // rxvt's Shift
    case 0x20...0x3F:
      if held.count <= Self.longest { held.append(byte) }
      return []
    case 0x5B where held.isEmpty: return more(.skipping(1))
    case 0x4D where held.isEmpty: return more(.skipping(3))
    case 0x40...0x7E:
      if held.count > Self.longest { return done(.unknown) }
      switch byte {
      case 0x7E where [200, 201].contains(Self.number(held)):
        isPasting = Self.number(held) == 200
        return done(.unknown)
      case 0x7E, 0x5E, 0x40: return done(Self.tilde(held))  // ~, and rxvt's Control and both
      case 0x75: return done(Self.named(held))
      default: return done(Self.csiKeys[byte] ?? .unknown)
      }
    default: return [.unknown] + restart(byte)
    }
  }

  // MARK: - Tables

  private static let csiKeys: [UInt8: Key] = [
    0x41: .up, 0x42: .down, 0x43: .right, 0x44: .left, 0x48: .home, 0x46: .end, 0x5A: .backtab,
    0x61: .up, 0x62: .down, 0x63: .right, 0x64: .left,  // rxvt with Shift
  ]

  private static let ss3Keys: [UInt8: Key] = {
    var keys: [UInt8: Key] = [
      0x41: .up, 0x42: .down, 0x43: .right, 0x44: .left, 0x48: .home, 0x46: .end, 0x4D: .enter,
      0x49: .tab, 0x20: .character(" "), 0x58: .character("="),
      0x61: .up, 0x62: .down, 0x63: .right, 0x64: .left,  // rxvt with Control
    ]
    // The keypad sends j to y for * to 9.
    for byte in UInt8(0x6A)...0x79 {
      keys[byte] = .character(Character(Unicode.Scalar(byte - 0x40)))
    }
    return keys
  }()

  /// `ESC [ 5 ~`: a key with a number; a second number stands for Shift and other modifiers.
  private static func tilde(_ parameters: [UInt8]) -> Key {
    switch number(parameters) {
    case 1, 7: .home
    case 4, 8: .end
    case 3: .delete
    case 5: .pageUp
    case 6: .pageDown
    default: .unknown
    }
  }

  /// `ESC [ 27 u`: a key by its character's number.
  private static func named(_ parameters: [UInt8]) -> Key {
    switch number(parameters) {
    case 9: .tab
    case 13: .enter
    case 27: .escape
    case 127: .backspace
    default: .unknown
    }
  }

  private static func number(_ parameters: [UInt8]) -> Int? {
    let digits = parameters.prefix { $0 != 0x3B }
    guard digits.count <= 4 else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
