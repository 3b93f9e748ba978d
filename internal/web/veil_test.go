package web

import (
	"reflect"
	"strings"
	"testing"
)

// What a page reads of proposals it reads through the veil: nothing that the store
// answers in the engine's words is passed on as it is, and pages have no other store.
func TestNoPageReadsPastTheVeil(t *testing.T) {
	store := reflect.TypeFor[veiled]()
	for i := range store.NumField() {
		field := store.Field(i)
		if !field.Anonymous {
			continue
		}
		for j := range field.Type.NumMethod() {
			method := field.Type.Method(j)
			for k := range method.Type.NumOut() {
				if out := method.Type.Out(k).String(); strings.Contains(out, "engine.") {
					t.Errorf("%s.%s answers %s without a veil", field.Name, method.Name, out)
				}
			}
		}
	}
	server := reflect.TypeFor[Server]()
	if field, _ := server.FieldByName("Store"); field.Type != store {
		t.Errorf("pages read from a %s", field.Type)
	}
}
