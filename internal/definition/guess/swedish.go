package guess

import "strings"

// Translated is what the language calls what a word means, or "".
func Translated(word string) string { return inEnglish[strings.ToLower(word)] }

// inEnglish are words that a Swede may write where the language has an English one, and
// English ones that it has another for.
var inEnglish = map[string]string{
	"ja": "true", "nej": "false", "sant": "true", "falskt": "false", "yes": "true", "no": "false", "on": "true", "off": "false",
	"anyone": "all", "anybody": "all", "vem som helst": "all", "alla": "all", "samtliga": "all", "everyone": "all", "everybody": "all", "ingen": "nobody", "none": "nobody", "inga": "nobody",
	"two thirds": "2/3", "två tredjedelar": "2/3", "tre fjärdedelar": "3/4", "three quarters": "3/4", "half": "1/2", "hälften": "1/2",
	"aldrig": "forever", "never": "forever", "för alltid": "forever", "tills vidare": "forever", "for ever": "forever", "none given": "forever", "ingen sista dag": "forever",
	"nästa arbetsdag": "next workday", "följande arbetsdag": "next workday", "föregående arbetsdag": "previous workday", "samma dag": "the same day",
	"stängda dagar": "closed days", "röda dagar": "closed days", "helgdagar": "closed days", "halvår": "half-year", "halvårsvis": "half-year", "kvartal": "quarter", "årligen": "year", "månadsvis": "month",
	"på dagen": "on the day", "nästa": "next",

	"a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"en": "1", "ett": "1", "två": "2", "tre": "3", "fyra": "4", "fem": "5", "sex": "6", "sju": "7", "åtta": "8", "nio": "9", "tio": "10", "elva": "11", "tolv": "12", "trettio": "30",

	"minut": "minute", "minuter": "minutes", "timme": "hour", "timmar": "hours", "dag": "day", "dagar": "days", "dagen": "day", "dygn": "days", "arbetsdag": "workday", "arbetsdagar": "workdays", "vardagar": "workdays",
	"vecka": "week", "veckor": "weeks", "veckan": "week", "månad": "month", "månader": "months", "år": "year", "min": "minutes", "h": "hours", "d": "days", "wd": "workdays", "w": "weeks", "v": "weeks", "m": "months", "mon": "months", "y": "years",
	"före": "before", "innan": "before", "efter": "after", "i": "of", "in": "of", "av": "of", "varje": "every", "var": "every", "utom": "except", "från": "from", "till": "to", "och": "and", "jämna": "even", "udda": "odd",
	"första": "first", "andra": "second", "tredje": "third", "fjärde": "fourth", "femte": "fifth", "sista": "last", "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth",
	"måndag": "Monday", "tisdag": "Tuesday", "onsdag": "Wednesday", "torsdag": "Thursday", "fredag": "Friday", "lördag": "Saturday", "söndag": "Sunday",
	"måndagen": "Monday", "tisdagen": "Tuesday", "onsdagen": "Wednesday", "torsdagen": "Thursday", "fredagen": "Friday", "lördagen": "Saturday", "söndagen": "Sunday",
	"end of the year": "31 December", "end of year": "31 December", "årets slut": "31 December", "årsskiftet": "31 December",
	"jan": "January", "feb": "February", "mar": "March", "apr": "April", "jun": "June", "jul": "July", "aug": "August", "sep": "September", "sept": "September", "oct": "October", "okt": "October", "nov": "November", "dec": "December",
	"januari": "January", "februari": "February", "mars": "March", "april": "April", "maj": "May", "juni": "June", "juli": "July", "augusti": "August", "september": "September", "oktober": "October", "november": "November", "december": "December",
	"möte": "meeting", "mötet": "meeting", "möten": "meetings",

	"länk": "link", "kod": "code", "inloggning": "login", "ordförande": "chair", "ordf": "chair", "vice ordförande": "vice_chair", "vice ordf": "vice_chair", "vice": "vice_chair", "deputy chair": "vice_chair", "chairman": "chair", "chairperson": "chair", "sekreterare": "secretary", "ledamot": "member", "medlem": "member", "ersättare": "substitute", "suppleant": "substitute", "adjungerad": "adjunct",
	"beslut": "decision", "rekommendation": "recommendation", "ställningstagande": "position", "justerat": "approved", "justeras": "approved", "protokoll": "approved", "minnesanteckningar": "notes", "anteckningar": "notes",
	"money": "number", "amount": "number", "currency": "number", "belopp": "number", "percent": "number", "timestamp": "datetime", "person": "party", "email": "text", "file": "document", "attachment": "document", "boolean": "bool", "string": "text",
	"tal": "number", "siffra": "number", "integer_": "number", "datum": "date", "dokument": "document", "handling": "document", "val": "choice", "ärende": "proposal", "ja/nej": "bool", "checkbox": "bool",
	"samordnare": "coordinator", "samordnaren": "coordinator", "förslagsställare": "submitter", "organisationer": "organizations", "organisationerna": "organizations", "members": "organizations", "all members": "organizations", "medlemmar": "organizations", "medlemmarna": "organizations", "följare": "followers", "handläggare": "handler", "systemet": "system",
	"idag": "today", "i dag": "today", "nu": "now", "eller": "or", "inte": "not", "stäng": "close", "avsluta": "close",
	"requires": "needs", "require": "needs", "required": "needs", "kräver": "needs", "end": "final", "terminal": "final", "slut": "final", "waits": "deadline", "due": "deadline", "tidsfrist": "deadline", "guard": "when", "condition": "when", "villkor": "when", "actor": "by", "who": "by", "label": "title",
	"previous": "back", "tillbaka": "back", "här": "here",
	"skäl": "reason", "motivering": "reason", "kommentar": "comment", "rubrik": "title", "sammanfattning": "summary", "bilaga": "document", "bilagor": "document", "ansvarig": "responsible", "diarienummer": "registration_number", "yttrande": "statement",
}
