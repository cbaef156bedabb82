import Canvas
import PNG

/// The commands of kitty's graphics protocol that Descent uses
/// (https://sw.kovidgoyal.net/kitty/graphics-protocol).
enum GraphicsCommand {
  /// The numbers of our images in the terminal. Other programs in the same window choose theirs, so
  /// these are unlikely ones, and always the same: the images of a killed program can be removed.
  static let ids = Array(1_684_370_273...1_684_370_276)

  /// The number of the image that is only asked about.
  static let questionID = 31

  /// The question whether the terminal knows the protocol: one pixel, which is not kept.
  static let question = command("i=\(questionID),s=1,v=1,a=q,t=d,f=24", payload: "AAAA")

  /// Below cells with a background of their own where terminals can do that, and in any case below
  /// the text.
  private static let depth = -1_073_741_825

  /// Sends an image under a number. Only faults are answered.
  static func transmission(of image: PixelImage, id: Int) -> String {
    let file = PNG.file(
      width: image.width, height: image.height, pixels: image.pixels,
      palette: image.inks.map { ($0.color.red, $0.color.green, $0.color.blue, $0.opacity) })
    let text = Array(Base64.text(file).utf8)
    var result = ""
    result.reserveCapacity(text.count + text.count / 256)
    for start in stride(from: 0, to: text.count, by: longestPayload) {
      let end = min(start + longestPayload, text.count)
      let more = "m=\(end < text.count ? 1 : 0)"
      let keys = start == 0 ? "a=t,f=100,i=\(id),q=1," + more : more
      result += command(keys, payload: String(decoding: text[start..<end], as: UTF8.self))
    }
    return result
  }

  /// The most characters of data in one command.
  private static let longestPayload = 4096

  /// Shows an image in some cells; the cursor stays where it is.
  static func placement(id: Int, number: Int, in cells: Rectangle) -> String {
    "\u{1B}7\u{1B}[\(cells.row + 1);\(cells.column + 1)H"
      + command(
        "a=p,i=\(id),p=\(number),c=\(cells.width),r=\(cells.height),z=\(depth),C=1,q=2")
      + "\u{1B}8"
  }

  /// Takes an image off some cells; the terminal keeps it.
  static func removal(id: Int, number: Int) -> String {
    command("a=d,d=i,i=\(id),p=\(number),q=2")
  }

  /// Removes an image with all its data.
  static func deletion(id: Int) -> String { command("a=d,d=I,i=\(id),q=2") }

  /// Removes all our images.
  static let deletionOfAll = ids.map(deletion).joined()

  private static func command(_ keys: String, payload: String = "") -> String {
    "\u{1B}_G" + keys + (payload.isEmpty ? "" : ";" + payload) + "\u{1B}\\"
  }
}
