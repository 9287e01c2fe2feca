// Verify checks what NodePulse signs with code that is not NodePulse's: the notes and the Merkle
// proofs of golang.org/x/mod/sumdb.
//
//	verify VKEY OLD NEW PROOF CONSISTENCY
//
// OLD and NEW are checkpoints, PROOF is a tlog-proof with its leaf in the extra line, CONSISTENCY
// leads from OLD to NEW. It prints a line for each thing that it found to be right.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) != 6 {
		fail("want VKEY OLD NEW PROOF CONSISTENCY")
	}
	verifier, err := note.NewVerifier(os.Args[1])
	check("the key", err)
	older := open("the old checkpoint", read(os.Args[2]), verifier)
	newer := open("the new checkpoint", read(os.Args[3]), verifier)

	head, signed := cut(read(os.Args[4]))
	proven := open("the proof's checkpoint", signed, verifier)
	lines := strings.Split(head, "\n")
	leaf := field(lines[1], "extra ")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	check("the index", err)
	record, err := base64.StdEncoding.DecodeString(leaf)
	check("the leaf", err)
	check("inclusion", tlog.CheckRecord(
		tlog.RecordProof(hashes(lines[3:])), proven.N, proven.Hash, index, tlog.RecordHash(record)))
	fmt.Printf("leaf %d is in the tree of %d\n", index, proven.N)

	head, signed = cut(read(os.Args[5]))
	last := open("the consistency proof's checkpoint", signed, verifier)
	if last.N != newer.N || last.Hash != newer.Hash {
		fail("the consistency proof leads to another checkpoint")
	}
	check("consistency", tlog.CheckTree(
		tlog.TreeProof(hashes(strings.Split(head, "\n")[1:])), newer.N, newer.Hash, older.N, older.Hash))
	fmt.Printf("the tree of %d goes on where that of %d ended\n", newer.N, older.N)
}

// open checks the note's signature and reads the three lines of a checkpoint.
func open(what, text string, verifier note.Verifier) tlog.Tree {
	signed, err := note.Open([]byte(text), note.VerifierList(verifier))
	check(what, err)
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		fail(what + " is of another log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(what, err)
	root, err := tlog.ParseHash(lines[2])
	check(what, err)
	fmt.Printf("%s is signed by %s\n", what, signed.Sigs[0].Name)
	return tlog.Tree{N: size, Hash: root}
}

func cut(text string) (string, string) {
	at := strings.Index(text, "\n\n")
	if at < 0 {
		fail("no blank line")
	}
	return text[:at], text[at+2:]
}

func field(line, name string) string {
	if !strings.HasPrefix(line, name) {
		fail("no " + name)
	}
	return strings.TrimPrefix(line, name)
}

func hashes(lines []string) []tlog.Hash {
	var all []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		check("a hash", err)
		all = append(all, hash)
	}
	return all
}

func read(file string) string {
	bytes, err := os.ReadFile(file)
	check(file, err)
	return string(bytes)
}

func check(what string, err error) {
	if err != nil {
		fail(what + ": " + err.Error())
	}
}

func fail(why string) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(1)
}
