package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/definition/difference"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/store"
	"beredd/internal/wording"
)

// Editions lists what has been published, the oldest first, and where running
// proposals stand.
func Editions(ctx context.Context, c Kept, of string) (list []engine.Published, standings []Standing, err error) {
	shelf, err := openShelf(ctx, c, givenIn(of), store.Reading)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, shelf.store.Close()) }()
	if list, err = shelf.store.Editions(ctx, shelf.key, 0); err == nil {
		standings, err = shelf.standings(ctx, shelf.pack())
	}
	return list, standings, err
}

// Diff says what differs between two packs: each a folder, a pack that comes with
// the program, or an edition, by its number or the beginning of its hash.
func Diff(ctx context.Context, c Kept, of string, old, new string) ([]difference.Difference, error) {
	var packs [2]*definition.Pack
	for i, where := range []string{old, new} {
		var err error
		if packs[i], err = PackAt(ctx, c, of, where); err != nil {
			return nil, err
		}
	}
	return difference.Between(packs[0], packs[1]), nil
}

// PackAt reads the pack in a folder, one that comes with the program, or an edition of
// the collaboration that of is the folder of, where it is known or there is but one.
func PackAt(ctx context.Context, c Kept, of, where string) (pack *definition.Pack, err error) {
	found, err := FindPack(where)
	if err == nil {
		return found.Pack, found.Problems.Err()
	}
	if f := fault.As(err); f == nil || f.Code != "no_pack" || !isEdition(where) {
		return nil, err
	}
	err = withEdition(ctx, c, of, where, func(s *shelf, p engine.Published) (err error) {
		pack, err = s.reread(ctx, p)
		return err
	})
	return pack, err
}

// isEdition says whether a word may be an edition's number, or the beginning of its hash.
func isEdition(word string) bool {
	return word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !strings.ContainsRune("0123456789abcdef", r) })
}

// withEdition finds an edition by its number or the beginning of its hash.
func withEdition(ctx context.Context, c Kept, of, wanted string, do func(*shelf, engine.Published) error) (err error) {
	shelf, err := openShelf(ctx, c, givenIn(of), store.Reading)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, shelf.store.Close()) }()
	list, err := shelf.store.Editions(ctx, shelf.key, 0)
	if err != nil {
		return err
	}
	p, f := chosen(list, wanted)
	if f != nil {
		return f
	}
	return do(shelf, p)
}

// leastOfHash is how many characters of a hash tell an edition: fewer are a number.
const leastOfHash = 4

// chosen is the edition with a number, else the latest of the one whose hash begins
// so.
func chosen(list []engine.Published, wanted string) (found engine.Published, f *fault.Error) {
	for _, p := range slices.Backward(list) {
		switch {
		case strconv.Itoa(p.Seq) == wanted:
			return p, nil
		case len(wanted) < leastOfHash || !strings.HasPrefix(p.Edition, wanted), found.Edition == p.Edition:
		case found.Seq > 0:
			return found, fault.New(fault.Conflict, "many_editions", wording.Args{"Edition": wanted})
		default:
			found = p
		}
	}
	if found.Seq == 0 {
		return found, fault.New(fault.NotFound, "no_edition", wording.Args{"Edition": wanted})
	}
	return found, nil
}

// Export writes the files of an edition into a folder that is empty or not there.
func Export(ctx context.Context, c Kept, of, wanted, folder string) (p engine.Published, err error) {
	if entries, err := os.ReadDir(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return p, err
	} else if len(entries) > 0 {
		return p, fault.New(fault.Conflict, "export_exists", wording.Args{"Folder": folder})
	}
	err = withEdition(ctx, c, of, wanted, func(s *shelf, found engine.Published) error {
		p = found
		files, err := s.files(ctx, p)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Clean(folder)), 0o755); err != nil {
			return err
		}
		return os.CopyFS(folder, files)
	})
	return p, err
}
