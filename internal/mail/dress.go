package mail

import "beredd/internal/prose"

// dress is what the elements of a text that somebody wrote wear in a letter, as
// layout.html dresses its own.
var dress = map[string]prose.Wear{
	"p":          {Class: "fg", Style: "margin:0 0 8px;color:#16202b"},
	"h3":         {Class: "fg", Style: "margin:12px 0 4px;font-size:16px;line-height:24px;font-weight:bold;color:#16202b"},
	"h4":         {Class: "fg", Style: "margin:12px 0 4px;font-size:16px;line-height:24px;font-weight:bold;color:#16202b"},
	"ul":         {Class: "fg", Style: "margin:0 0 8px;padding:0 0 0 24px;color:#16202b"},
	"ol":         {Class: "fg", Style: "margin:0 0 8px;padding:0 0 0 24px;color:#16202b"},
	"li":         {Class: "fg", Style: "margin:0 0 4px;color:#16202b"},
	"blockquote": {Class: "fg line", Style: "margin:0 0 8px;padding:0 0 0 12px;border-left:2px solid #c9d2da;color:#16202b"},
	"pre":        {Class: "fg", Style: "margin:0 0 8px;white-space:pre-wrap;color:#16202b"},
	"a":          {Class: "lk", Style: "color:#0b4f8a;word-break:break-word"},
}
