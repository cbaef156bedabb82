"""The screen of a terminal: the cells and the modes that a stream of bytes leaves."""

import codecs
import re
import unicodedata

SEQUENCE = re.compile(
    rb"\x1b(?:\[([<=>?]?)([0-9;:]*)([ -/]*)([@-~])"  # CSI
    rb"|[\]PX^_].*?(?:\x07|\x1b\\)"  # OSC, DCS, APC and the like
    rb"|[ -/]*[0-Z\\`-~])",
    re.DOTALL,
)
#: Sequences of strings may be long; what is longer than this is no sequence.
LONGEST = 1 << 20


def width(character):
    if unicodedata.combining(character) or character == "\u200d":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class Screen:
    """Follows what xterm would show of the program's bytes, as far as the program uses it."""

    def __init__(self, columns, rows):
        self.pending = b""
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.modes = {25}
        self.cells = []
        self.row = self.column = 0
        self.resize(columns, rows)

    def resize(self, columns, rows):
        self.columns, self.rows = columns, rows
        blank = [" "] * columns
        self.cells = [(row + blank)[:columns] for row in self.cells[:rows]]
        self.cells += [list(blank) for _ in range(rows - len(self.cells))]
        self.row, self.column = min(self.row, rows - 1), min(self.column, columns - 1)
        self.saved = (0, 0)
        self.region = (0, rows - 1)
        self.last = " "

    @property
    def text(self):
        return "\n".join("".join(row) for row in self.cells)

    def feed(self, data):
        data = self.pending + data
        self.pending = b""
        place = 0
        while place < len(data):
            escape = data.find(b"\x1b", place)
            end = len(data) if escape < 0 else escape
            self.print(self.decoder.decode(data[place:end]))
            if escape < 0:
                return
            match = SEQUENCE.match(data, escape)
            if match:
                if match.group(4):
                    self.control(*match.group(1, 2, 4))
                else:
                    self.escape(match.group())
                place = match.end()
            elif len(data) - escape < LONGEST:
                self.pending = data[escape:]
                return
            else:
                place = escape + 1

    def print(self, text):
        for character in text:
            if character >= " " and character != "\x7f":
                self.put(character)
            elif character == "\n":
                self.line_feed()
            elif character == "\r":
                self.column = 0
            elif character == "\b":
                self.column = max(0, self.column - 1)
            elif character == "\t":
                self.column = min(self.columns - 1, self.column // 8 * 8 + 8)

    def put(self, character):
        cells = width(character)
        if cells == 0:
            return
        if self.column + cells > self.columns:
            self.column = 0
            self.line_feed()
        self.last = character
        row = self.cells[self.row]
        row[self.column] = character
        if cells == 2 and self.column + 1 < self.columns:
            row[self.column + 1] = ""
        self.column += cells

    def line_feed(self):
        if self.row == self.region[1]:
            self.scroll(1)
        else:
            self.row = min(self.row + 1, self.rows - 1)

    def scroll(self, count):
        top, bottom = self.region
        for _ in range(min(abs(count), bottom - top + 1)):
            blank = [" "] * self.columns
            if count > 0:
                self.cells.insert(bottom + 1, blank)
                del self.cells[top]
            else:
                del self.cells[bottom]
                self.cells.insert(top, blank)

    def escape(self, sequence):
        last = sequence[-1:]
        if last == b"7":
            self.saved = (self.row, self.column)
        elif last == b"8":
            self.row, self.column = self.saved
        elif last == b"M":
            if self.row == self.region[0]:
                self.scroll(-1)
            else:
                self.row -= 1
        elif last == b"D":
            self.line_feed()

    def control(self, private, parameters, final):
        numbers = [int(n) if n.isdigit() else 0 for n in re.split(rb"[;:]", parameters)]
        count = max(1, numbers[0])
        final = final.decode()
        if private:
            if private == b"?" and final in "hl":
                change = self.modes.add if final == "h" else self.modes.discard
                for number in numbers:
                    change(number)
            elif private == b">" and final == "u":
                self.modes.add("keyboard")
            elif private == b"<" and final == "u":
                self.modes.discard("keyboard")
            return
        row = self.cells[self.row]
        if final in "Hf":
            self.row = count - 1
            self.column = max(1, numbers[1]) - 1 if len(numbers) > 1 else 0
        elif final == "G" or final == "`":
            self.column = count - 1
        elif final == "d":
            self.row = count - 1
        elif final == "A":
            self.row -= count
        elif final == "B":
            self.row += count
        elif final == "C":
            self.column += count
        elif final == "D":
            self.column -= count
        elif final == "K":
            start, end = {0: (self.column, self.columns), 1: (0, self.column + 1)}.get(
                numbers[0], (0, self.columns))
            row[start:end] = [" "] * (min(end, self.columns) - start)
        elif final == "J":
            if numbers[0] != 1:
                first = self.row + 1 if numbers[0] == 0 else 0
                if numbers[0] == 0:
                    row[self.column:] = [" "] * (self.columns - self.column)
                for each in range(first, self.rows):
                    self.cells[each] = [" "] * self.columns
        elif final == "X":
            end = min(self.columns, self.column + count)
            row[self.column:end] = [" "] * (end - self.column)
        elif final == "P":
            del row[self.column:self.column + count]
            row += [" "] * (self.columns - len(row))
        elif final == "@":
            row[self.column:self.column] = [" "] * count
            del row[self.columns:]
        elif final == "b":
            for _ in range(count):
                self.put(self.last)
        elif final in "LM":
            region, self.region = self.region, (self.row, self.region[1])
            self.scroll(count if final == "M" else -count)
            self.region = region
        elif final in "ST":
            self.scroll(count if final == "S" else -count)
        elif final == "r":
            bottom = numbers[1] if len(numbers) > 1 and numbers[1] else self.rows
            self.region = (count - 1, min(bottom, self.rows) - 1)
            self.row = self.column = 0
        self.row = min(max(0, self.row), self.rows - 1)
        self.column = min(max(0, self.column), self.columns - 1)

    #: Alternate screens, hidden cursor apart; mouse, focus, pasted text, drawing at once.
    LEFT_ON = {47, 1047, 1049, 9, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 2004, 2026, 2031,
               2048, "keyboard"}

    @property
    def faults(self):
        """What is not given back of a terminal that a program has left."""
        left = [str(mode) for mode in self.modes & self.LEFT_ON]
        return [f"mode {mode} is on" for mode in sorted(left)] + (
            [] if 25 in self.modes else ["the cursor is hidden"])
