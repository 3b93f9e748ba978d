package prose

import "testing"

func FuzzWritingIsCleanedOnce(f *testing.F) {
	f.Add("# Rubrik\n<b onclick=x>*y*</b>")
	f.Fuzz(func(t *testing.T, markdown string) {
		once := safe(markdown)
		if again := policy.Sanitize(once); again != once {
			t.Errorf("%q is %q, and cleaned again %q", markdown, once, again)
		}
	})
}
