// Package templates is the text of pages and letters as files, part of the
// program. It knows nothing of what fills them.
package templates

import "embed"

// FS holds page/ and mail/.
//
//go:embed all:page all:mail
var FS embed.FS
