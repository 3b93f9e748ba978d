package web

import "bytes"

// withBase lets the links of a letter lead out of the frame that it is shown in.
func withBase(html []byte) []byte {
	const base = `<base target="_top">`
	at := bytes.Index(html, []byte("<head>"))
	if at < 0 {
		return append([]byte(base), html...)
	}
	at += len("<head>")
	return append(append(append([]byte{}, html[:at]...), base...), html[at:]...)
}
