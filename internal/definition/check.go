package definition

// check reports what is wrong with a workflow as a whole.
func (s *scope) check() {}
