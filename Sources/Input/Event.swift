import Canvas

/// What a person or the terminal does.
public enum Event: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
  /// Text pasted with the terminal's bracketed paste; never to be taken for keys.
  case paste(String)
  case resize(Size)
  /// The terminal has told what its background is like.
  case background(Background)
  /// The terminal has told that it shows so many colours, and these glyphs at best.
  case display(depth: ColorDepth, glyphs: GlyphSet)
  /// The process was stopped and goes on: everything must be drawn anew.
  case resume
  /// The terminal went away, or a signal (its number) asks the program to end.
  case end(signal: Int32?)
}

/// A key as the terminal reports it.
public enum Key: Hashable, Sendable {
  /// A printable character, with Shift already applied.
  case character(Character)
  /// A letter typed with Ctrl, in lower case.
  case control(Character)
  case up, down, left, right
  case home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete, insert
  case function(Int)
}

/// A mouse action at a cell, counted from 0 at the top left.
public struct Mouse: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    case press, drag, release, wheelUp, wheelDown
  }

  public var action: Action
  public var column: Int
  public var row: Int

  public init(_ action: Action, column: Int, row: Int) {
    self.action = action
    self.column = column
    self.row = row
  }
}
