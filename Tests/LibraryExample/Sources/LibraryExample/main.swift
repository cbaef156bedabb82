// The examples of the guides, one a file. Each stops the program if a result is not the expected one.
try gradientDescent()
try fromTextToDerivatives()
try contourMap()
try ownOptimizer()
try ownLoss()
try raceFromText()
print("All examples give the expected results.")
