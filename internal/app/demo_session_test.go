package app

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"testing"
)

// The demo's clock is not the browser's: whoever one has chosen to be, one stays,
// however far the clock is moved.
func TestMovingTheDemosClockSignsNobodyOut(t *testing.T) {
	d := staged(t)
	server := httptest.NewServer(d.site)
	defer server.Close()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	for _, years := range []int{0, 20, -40} {
		d.world.Move(d.world.Now().AddDate(years, 0, 0))
		answer, err := browser.PostForm(server.URL+"/demo/persona", url.Values{"persona": {"county_coordinator"}})
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.Body.Close(); err != nil {
			t.Error(err)
		}
		if at := answer.Request.URL.Path; at != "/" {
			t.Errorf("%d years on, whoever becomes the coordinator comes to %s", years, at)
		}
	}
}
