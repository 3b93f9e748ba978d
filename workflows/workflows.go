// Package workflows holds the packs that come with the program, one folder for
// each collaboration. README.md beside this file is the reference of the
// language they are written in. The package knows nothing of what they say.
package workflows

import "embed"

// FS holds every pack, each under the name of its folder.
//
//go:embed all:kalmar-lgl all:orebro-chefsgrupp all:orebro-ehalsa all:jamtland-svom all:vasternorrland-ehalsa all:standard
var FS embed.FS
