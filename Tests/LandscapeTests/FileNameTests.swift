import Testing

@testable import Landscape

/// Names of files: any bytes are preserved, and none of them controls a terminal.
@Suite struct FileNameTests {
  @Test(
    arguments: [
      Array("plain.yaml".utf8), Array("é 🇫🇷 \u{202e}".utf8), [0xFF], [0x61, 0xFF, 0xE9, 0x62],
      [0xE2, 0x80],
      [0xF4, 0x8F, 0xBF, 0xBF], [0xED, 0xA0, 0x80], Array(0x01...0xFF),
      Array((0x01...0xFF).reversed()), [],
    ] as [[UInt8]])
  func anyNameIsPreserved(_ bytes: [UInt8]) {
    #expect(String(fileName: bytes).fileNameBytes == bytes)
  }

  @Test(arguments: [
    ("maps/valley.yaml", true, "valley"), ("./a.b.yml", true, "a.b"), ("/tmp/A.YAML", true, "A"),
    ("folder.yaml/.yml", true, ".yml"), ("loss.npy", false, "loss.npy"), ("yaml", false, "yaml"),
    ("", false, ""),
  ])
  func yamlFilesHaveEitherEnding(_ path: String, _ isYAML: Bool, _ stem: String) {
    #expect(path.isYAMLFile == isYAML)
    #expect(path.fileStem == stem)
  }

  @Test func plainTextIsUnchanged() {
    #expect(String(fileName: Array("maps/é.yaml".utf8)) == "maps/é.yaml")
  }

  @Test(arguments: [
    ("plain.yaml", "plain.yaml"), ("é 'x'", "é 'x'"), ("a\u{1B}b", "a\\033b"),
    ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
    ("a\r\nb", "a\\015\\012b"), ("\u{7}1", "\\0071"), ("\u{9B}", "\\302\\233"),
    ("\u{202E}", "\\342\\200\\256"),
    ("\u{A0}", "\\302\\240"), ("\u{7F}", "\\177"), (String(fileName: [0xFF, 0x31]), "\\3771"),
  ])
  func controlCharactersAreEscaped(_ name: String, _ shown: String) {
    #expect(name.escaped == shown)
  }

  @Test(arguments: [
    ("a-b_c.yaml", "a-b_c.yaml"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
    ("a\\b", "'a\\b'"), ("it's\n", "$'it\\'s\\n'"), ("\\n\u{1B}", "$'\\\\n\\033'"),
    (String(fileName: [0x2F, 0xE9]), "$'/\\351'"),
  ])
  func shellsReadTheNameUnchanged(_ name: String, _ word: String) {
    #expect(name.shellQuoted == word)
  }
}
