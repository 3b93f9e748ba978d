package mail

// Encoded is open to the fuzz test, which compares it with the standard
// library's own reading of RFC 2047.
var Encoded = encoded
