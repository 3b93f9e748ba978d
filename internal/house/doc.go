// Package house is a test only: it keeps true what the README draws. Which room
// may know which, what lives in one room and nowhere else, and why every
// dependency is here. A rule that is broken says what it is for; a rule that is
// wrong is changed here, and in the README's picture, in the same commit.
package house
