package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// assets are the stylesheet, the script and the mark, by the address that holds
// the hash of their content, so that a browser may keep them for ever.
type assets map[string]asset

type asset struct {
	name string
	kind string
	body []byte
}

func readAssets(templates fs.FS) (assets, error) {
	found := assets{}
	entries, err := fs.ReadDir(templates, "page/static")
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		body, err := fs.ReadFile(templates, "page/static/"+entry.Name())
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(body)
		ext := path.Ext(entry.Name())
		address := fmt.Sprintf("/static/%s.%s%s", strings.TrimSuffix(entry.Name(), ext), hex.EncodeToString(sum[:6]), ext)
		found[address] = asset{entry.Name(), mime.TypeByExtension(ext), body}
	}
	return found, nil
}

// address is where the asset of that name stands; "" is a defect that the tests
// find.
func (a assets) address(name string) string {
	for address, asset := range a {
		if asset.name == name {
			return address
		}
	}
	return ""
}

// ServeHTTP answers with an asset, unchanged for ever.
func (a assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	found, ok := a[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", found.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Write(found.body)
}
