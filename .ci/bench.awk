# Makes a table of `go test -bench`: what, how often a second, how long, how much memory.
/^pkg:/ { package = $2; sub(/^beredd\/internal\//, "", package) }
/^Benchmark/ && NF >= 4 {
	if (!rows++) printf "%-12s %-52s %12s %12s %10s %10s\n", "room", "what", "a second", "ms each", "bytes", "allocs"
	name = $1; sub(/^Benchmark/, "", name); sub(/-[0-9]+$/, "", name); gsub(/_/, " ", name)
	each = ""; bytes = ""; allocs = ""; more = ""
	for (i = 3; i < NF; i += 2) {
		if ($(i+1) == "ns/op") each = $i
		else if ($(i+1) == "B/op") bytes = $i
		else if ($(i+1) == "allocs/op") allocs = $i
		else more = more "  " $i " " $(i+1)
	}
	printf "%-12s %-52s %12.0f %12.3f %10s %10s%s\n", package, name, each ? 1e9 / each : 0, each / 1e6, bytes, allocs, more
	next
}
/^(ok|PASS|goos|goarch|pkg|cpu|\?)/ { next }
{ print }
