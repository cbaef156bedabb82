# A Homebrew formula. Before use: set `homepage`, `url`, `sha256` and `head` to those of the release.
class Descent < Formula
  desc "See how optimizers walk down a loss surface, in the terminal"
  homepage "https://example.org/descent"
  url "https://example.org/descent/v0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"
  head "https://example.org/descent.git", branch: "main"

  depends_on xcode: ["16.0", :build]
  depends_on "libyaml"

  uses_from_macos "python" => :build
  uses_from_macos "swift" => :build
  uses_from_macos "ncurses"
  uses_from_macos "zlib"

  def install
    args = ["--disable-sandbox", "-c", "release", "--product", "descent"]
    args << "--static-swift-stdlib" if OS.linux?
    system "swift", "build", *args
    bin.install ".build/release/descent"
    (buildpath/"descent.1").write Utils.safe_popen_read("python3", "Scripts/manual", bin/"descent")
    man1.install "descent.1"
    generate_completions_from_executable(bin/"descent", "--generate-completion-script")
    pkgshare.install "Surfaces/BuiltIn" => "surfaces"
    pkgshare.install "Lessons/BuiltIn" => "lessons"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/descent --version")
    assert_match "run,optimizer,step", shell_output("#{bin}/descent trace quadratic --steps 1")
  end
end
