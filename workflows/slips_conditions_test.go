package workflows_test

// slipsOfConditions are in conditions.
var slipsOfConditions = []slip{
	{"jamtland-svom/plan.yaml", `count("adoption", "adopts") >= 2`, `count("adoption", "adopts") => 2`, "=> 2", `did you mean ">="`},
	{"orebro-ehalsa/plan.yaml", `count("assessed") >= 7`, `count("assessed") =< 7`, "=< 7", `did you mean "<="`},
	{"standard/agreement.yaml", `came_from == "on_agenda"`, `came_from = "on_agenda"`, `= "on_agenda"`, `did you mean "=="`},
	{"kalmar-lgl/proposal.yaml", "proposal.simple && (", "proposal.simple och (", "och (", `did you mean "and"|did you mean "&&"`},
	{"jamtland-svom/plan.yaml", `count("approves") == asked`, `count("approves" == asked`, `("approves" ==`, "bracket"},
	{"orebro-chefsgrupp/decision.yaml", "when: proposal.assignments\n", "when: proposal.assignments == \"ja\"\n", "==", "yes or no"},
	{"standard/agreement.yaml", "meeting.date > today", "meeting.date > 5", "> 5", "number"},
	{"vasternorrland-ehalsa/measurement.yaml", "proposal.difference != 0", `proposal.difference != "0"`, "!=", "number"},
	{"kalmar-lgl/proposal.yaml", "    when: proposal.spreading != \"joint\" || proposal.communication_plan != \"\"\n", "    when: >-\n      proposal.spreading != \"joint\" ||\n      proposal.comunication_plan != \"\"\n", "comunication_plan", `did you mean "(proposal.)?communication_plan"`},
	{"kalmar-lgl/proposal.yaml", "    when: proposal.spreading != \"joint\" || proposal.communication_plan != \"\"\n", "    when: |\n      proposal.spreading != \"joint\"\n      || proposal.comunication_plan != \"\"\n", "comunication_plan", `did you mean "(proposal.)?communication_plan"`},
	{"kalmar-lgl/proposal.yaml", `proposal.spreading != "joint" || `, `proposal.spreading != joint || `, "joint ||", "quot"},
	{"kalmar-lgl/proposal.yaml", `proposal.spreading != "joint" || `, `proposal.spreading != "jiont" || `, `"jiont"`, `did you mean "joint"`},
	{"kalmar-lgl/proposal.yaml", `proposal.spreading != "joint" || `, `proposal.spreading != "Joint" || `, `"Joint"`, `did you mean "joint"`},
	{"standard/agreement.yaml", "when: proposal.simple\n", "when: if proposal.simple\n", "if", "if"},
	{"orebro-chefsgrupp/decision.yaml", `not open("nominations")`, `not open("nomination")`, `"nomination"`, `did you mean "nominations"`},
	{"standard/agreement.yaml", "when: proposal.simple\n", "when: proposal.simple = true\n", "= true", `did you mean "=="`},
	{"orebro-ehalsa/plan.yaml", `outcome("assessment") == "enough"`, `outcome("assessment") == "enogh"`, `"enogh"`, `did you mean "enough"`},
	{"standard/agreement.yaml", "meeting.date > today", "meeting.date > idag", "idag", `did you mean "today"`},
	{"standard/agreement.yaml", "meeting.date > today", `meeting.date > "2026-13-01"`, `"2026-13-01"`, "date"},
	{"standard/agreement.yaml", "when: proposal.simple\n", "when: simple\n", "simple", `did you mean "proposal.simple"`},
	{"jamtland-svom/plan.yaml", `count("adoption", "adopts") >= 2`, `cuont("adoption", "adopts") >= 2`, "cuont", `did you mean "count"`},
	{"jamtland-svom/plan.yaml", `count("adoption", "adopts") >= 2`, `count("adoption", "adopts") >= two`, "two", `"2"|number`},
	{"vasternorrland-ehalsa/measurement.yaml", `'sum("figures", "figure")'`, `'sum("figures", "figur")'`, `"figur"`, `did you mean "figure"`},
}
