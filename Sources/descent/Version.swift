/// The version of the program, of its packages and of the manual; the changelog begins with it.
let descentVersion = "0.1.0"
