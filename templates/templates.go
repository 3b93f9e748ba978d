// Package templates is the text of pages and letters as files, part of the
// program. It knows nothing of what fills them.
package templates

import "embed"

// FS holds page/, mail/ and minutes/.
//
//go:embed all:page all:mail all:minutes
var FS embed.FS
