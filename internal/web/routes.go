package web

import (
	"net/http"
)

// A route is one line of the list: what is asked, who may ask, who answers.
type route struct {
	pattern string
	door    door
	answer  func(http.ResponseWriter, *http.Request) error
}

// A door says who comes to a page, and so what is wrapped around it.
type door int

const (
	open         door = iota // anybody, signed in or not
	member                   // only who is signed in
	linked                   // whoever holds a signed link: no cookie is read or set
	upload                   // a member who may send a file
	linkedUpload             // whoever holds a signed link, perhaps with a file
	visitor
)

// routes is every address of the site. GET and HEAD change nothing.
func (s *Server) routes() []route {
	list := []route{
		{"GET /{$}", member, s.tasks},

		{"GET /arenden", member, s.proposals},
		{"GET /arenden/nytt", member, s.drafting},
		{"POST /arenden/nytt", upload, s.draftPost},
		{"GET /arenden/{ref}", member, s.proposal},
		{"GET /arenden/{ref}/steg/{transition}", member, s.step},
		{"POST /arenden/{ref}/steg/{transition}", member, s.stepPost},
		{"GET /arenden/{ref}/vag", member, s.way},
		{"GET /arenden/{ref}/andra", member, s.edit},
		{"POST /arenden/{ref}/andra", member, s.editPost},
		{"POST /arenden/{ref}/handlingar", upload, s.attach},
		{"GET /arenden/{ref}/handlingar/{document}", member, s.document},
		{"GET /arenden/{ref}/svar/{round}/{respondent}", member, s.reply},
		{"POST /arenden/{ref}/svar/{round}/{respondent}", upload, s.replyPost},
		{"GET /arenden/{ref}/mer-tid/{round}", member, s.moreTime},
		{"POST /arenden/{ref}/mer-tid/{round}", member, s.moreTimePost},
		{"GET /arenden/{ref}/utifran/{round}", member, s.outside},
		{"GET /arenden/{ref}/stang/{round}", member, s.closing},
		{"POST /arenden/{ref}/stang/{round}", member, s.closingPost},

		{"POST /arenden/{ref}/folj", member, s.followPost},
		{"GET /folj/{token}", linked, s.followLink},
		{"POST /folj/{token}", linked, s.followLinkPost},
		{"GET /arenden/{ref}/jav", member, s.recusal},
		{"POST /arenden/{ref}/jav", member, s.recusalPost},
		{"POST /arenden/{ref}/ja", member, s.takeBackPost},

		{"GET /s/{token}", linked, s.answer},
		{"POST /s/{token}", linkedUpload, s.answerPost},
		{"GET /s/{token}/handlingar/{document}", linked, s.answerPaper},
		{"GET /s/{token}/protokoll", linked, s.answerMinutes},
		{"GET /s/{token}/protokoll.pdf", linked, s.answerMinutes},

		{"GET /utskick", member, s.letters},
		{"GET /utskick/{notice}", member, s.letter},
		{"GET /utskick/{notice}/brev", member, s.letterBody},
		{"POST /utskick/{notice}/igen", member, s.letterAgain},
		{"POST /utskick/{notice}/till", member, s.letterTo},
		{"POST /utskick", member, s.letGo},

		{"GET /arbetsflode", member, s.workflows},
		{"GET /arbetsflode/{workflow}", member, s.workflow},
		{"GET /arbetsflode/{workflow}/bild.svg", member, s.workflowDrawing},
		{"GET /historik", member, s.history},

		{"GET /tillganglighet", open, s.accessibility},
		{"GET /personuppgifter", open, s.privacy},
		{"GET /hjalp", open, s.help},

		{"GET /healthz", visitor, s.healthy},
		{"GET /readyz", visitor, s.ready},
		{"GET /static/{file}", visitor, s.static},
		{"GET /schema/{language}/{file}", visitor, s.schema},
	}
	list = append(list, s.ownRoutes()...)
	list = append(list, s.incomingRoutes()...)
	list = append(list, s.personRoutes()...)
	list = append(list, s.processRoutes()...)
	list = append(list, s.meetingRoutes()...)
	list = append(list, s.yearRoutes()...)
	list = append(list, s.remainingRoutes()...)
	list = append(list, s.matrixRoutes()...)
	if s.Demo != nil {
		list = append(list, s.demoRoutes()...)
	}
	return append(list, route{"/", open, s.nowhere})
}

// ownRoutes are the addresses of signing in, and of what is one's own: language,
// settings, calendars.
func (s *Server) ownRoutes() []route {
	return []route{
		{"GET /logga-in", open, s.signIn},
		{"POST /logga-in", open, s.signInPost},
		{"GET /logga-in/kod", open, s.signInCode},
		{"POST /logga-in/kod", open, s.signInCodePost},
		{"GET /logga-in/vem", open, s.signInWho},
		{"POST /logga-in/vem", open, s.signInWhoPost},
		{"POST /logga-ut", open, s.signOut},
		{"GET /installningar", member, s.settings},
		{"GET /installningar/kalendrar", member, s.feeds},
		{"POST /installningar/kalendrar", member, s.feedsPost},
		{"GET /installningar/brev", member, s.letterChoices},
		{"POST /installningar/brev", member, s.letterChoicesPost},
		{"GET /brev/{token}", linked, s.linkedChoices},
		{"POST /brev/{token}", linked, s.linkedChoicesPost},
		{"GET /kalender/{file}", linked, s.feed},
		{"POST /sprak", open, s.language},
	}
}

// processRoutes are the addresses at which coordinators change the process.
func (s *Server) processRoutes() []route {
	return []route{
		{"GET /processen", member, s.processes(s.process)},
		{"GET /processen/utgava/{seq}/{file...}", member, s.processes(s.processFile)},
		{"GET /processen/export/{seq}", member, s.processes(s.processExport)},
		{"GET /processen/andra", member, s.processes(s.processEdit)},
		{"POST /processen/andra", member, s.processes(s.processEditPost)},
		{"POST /processen/filer", upload, s.processes(s.processUpload)},
		{"GET /processen/publicera", member, s.processes(s.processPublish)},
		{"POST /processen/publicera", member, s.processes(s.processPublishPost)},
		{"GET /processen/flytta/{workflow}", member, s.processes(s.processMove)},
		{"POST /processen/flytta/{workflow}", member, s.processes(s.processMovePost)},
	}
}

// routed is the site with all that stands around every page.
func (s *Server) routed() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.Handle(r.pattern, s.behind(r.door, r.answer))
	}
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(s.answering(func(http.ResponseWriter, *http.Request) error { return errCrossOrigin }))
	return s.visited(s.headed(s.logged(s.survived(guard.Handler(mux)))))
}

// behind puts a page behind its door.
func (s *Server) behind(d door, page func(http.ResponseWriter, *http.Request) error) http.Handler {
	switch d {
	case visitor:
		return s.answering(page)
	case linked:
		return sized(formLimit, s.answering(s.paced(page)))
	case linkedUpload:
		return sized(uploadLimit+2*formLimit, s.answering(s.paced(page)))
	case open:
		return sized(formLimit, s.sessions.LoadAndSave(s.recognised(s.answering(page))))
	case upload:
		return sized(readLimit, s.sessions.LoadAndSave(s.recognised(s.answering(s.membersOnly(page)))))
	}
	return sized(formLimit, s.sessions.LoadAndSave(s.recognised(s.answering(s.membersOnly(page)))))
}

// sized stops reading a request past its limit.
func sized(limit int64, next http.Handler) http.Handler { return http.MaxBytesHandler(next, limit) }
