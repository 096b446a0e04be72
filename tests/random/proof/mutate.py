#!/usr/bin/env python3
"""Breaks the random kernels in one place at a time and shows which tests see it.

mutate.py [--variates 1e6] [--only TEXT ...]

Each mutant is built from a copy of the headers in a temporary folder (g++, or $CXX). Three kinds of tests are asked:
  bits        law_hashes.cpp prints law_hashes.txt
  sets        it prints the same on every instruction set of this processor
  statistics  random_proof finds nothing on so many variates
With `stopped` the library's own check at the first draw ended the program; `seen (12)` counts the tests that failed.
A mutant that all of them let through is printed as SURVIVED, and the exit status is 1.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
DETAIL = "include/retailsim/random/detail/"
# file, what it says, what the mutant says
MUTANTS = [
    ("../philox.hpp", "multiplier_0 = 0xD2511F53", "multiplier_0 = 0xD2511F51", "Philox: a bit of a multiplier"),
    ("../philox.hpp", "key_step_1 = 0xBB67AE85", "key_step_1 = 0xBB67AE84", "Philox: a bit of a key step"),
    ("kernels.inc.hpp", "if constexpr (Round + 1 < Rounds)", "if constexpr (Round + 2 < Rounds)", "Philox: a round less"),
    ("kernels.inc.hpp", "add(entity, set(8))", "add(entity, set(9))", "Philox: second chain one block on"),
    ("kernels.inc.hpp", "store(words + group + 16, y.a, n_lanes)", "store(words + group + 16, y.b, n_lanes)", "dense map: a half taken twice"),
    ("lanes_avx512.inc.hpp", "y, z, 0x96)", "y, z, 0x9E)", "AVX-512: truth table of the double xor"),
    ("lanes_avx2.inc.hpp", "permutevar8x32_epi32(_mm256_set_epi32(7, 6, 3, 2, 5, 4, 1, 0)", "permutevar8x32_epi32(_mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0)", "AVX2: order of table entries"),
    ("lanes_avx2.inc.hpp", "_mm256_packs_epi32(a, b), 0xD8)", "_mm256_packs_epi32(a, b), 0xE4)", "AVX2: lanes of coins out of order"),
    ("lanes_avx512.inc.hpp", "_mm512_maskz_alignr_epi64(all_lanes, x, zero, 6)", "_mm512_maskz_alignr_epi64(all_lanes, x, zero, 5)", "AVX-512: a step of the prefix sum"),
    ("math.inc.hpp", "0x1.fffffffffffffp-1));", "0x1.ffffffffffffep-1));", "uniform: cells' ends, not middles"),
    ("math.inc.hpp", "0x1.5555555555558p-1)", "0x1.5555555555559p-1)", "log: last bit of a coefficient"),
    ("math.inc.hpp", "const D small = fused(times(f, set_d(-0.5)), f, correction);", "const D small = plus(times(times(f, set_d(-0.5)), f), correction);", "log: one rounding more"),
    ("math.inc.hpp", "0x1.5555555555556p-5, 0x1.5555555555557p-3, 0.5)", "0x1.5555555555556p-5, 0x1.5555555555557p-3, 0.501)", "exp: a coefficient by 0.2 %"),
    ("math.inc.hpp", "-0x1.4abbce625be53p-1", "-0x1.4abbce625be53p-2", "sine: a coefficient by half"),
    ("math.inc.hpp", "const M swapped = high_bit(b);", "const M swapped = high_bit(a);", "Box-Muller: swap by a bit of the radius"),
    ("laws.inc.hpp", "fused(z, set_d(Pieces::scale), set_d(3.5))", "fused(z, set_d(Pieces::scale), set_d(3.51))", "gamma: polynomials' pieces shifted by a hundredth"),
    ("normal_transform.hpp", "0.1913417161825449", "0.1913417161825549", "gamma: a fitting point (fits as well)"),
    ("special_functions.hpp", "1.0 / 1260", "1.0 / 1250", "log gamma: a coefficient (law as good to 1e-8)"),
    ("gamma_laws.inc.hpp", "set_d(-0.0331)", "set_d(-0.0231)", "gamma: a squeeze too wide"),
    ("gamma_laws.inc.hpp", "times(d, set_d(9.0))", "times(d, set_d(9.1))", "gamma: width of the proposal by 1 %"),
    ("count_laws.inc.hpp", "plus(mean, set_d(0.43))", "plus(mean, set_d(0.53))", "Poisson: middle of the hat (squeeze then wrong)"),
    ("count_laws.inc.hpp", "set_d(1.0 / 1188), -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12", "set_d(1.0 / 1188), -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 11", "log factorial: a coefficient"),
    ("count_laws.inc.hpp", "set_d(1.0 / k)));", "set_d(1.0 / (k + 0.001))));", "counts by inversion: a ratio by 0.1 %"),
    ("count_laws.inc.hpp", "set_d(k - 1)), law.odds)", "set_d(k)), law.odds)", "binomial by inversion: one trial less"),
    ("count_laws.inc.hpp", "set_d(k - 1)), law.q)", "set_d(k)), law.q)", "negative binomial by inversion: r larger by 1"),
    ("gamma_laws.inc.hpp", "i < 4; ++i) y =", "i < 2; ++i) y =", "inverse root: two steps less"),
    ("gamma_laws.inc.hpp", "choose(is_high, shift_right<32>(both_halves), both_halves)", "choose(is_high, both_halves, shift_right<32>(both_halves))", "gamma: halves of the acceptance swapped"),
    ("laws.inc.hpp", "return or_(shift_left<32>(half), set(0x80000000));", "return shift_left<32>(half);", "32-bit words: cells' ends, not middles"),
    ("laws.inc.hpp", "box_muller(widened(word), or_(and_(word, set(0xFFFFFFFF00000000)), set(0x80000000)), first, second);", "box_muller(widened(word), widened(word), first, second);", "floats: radius and angle from one half"),
    ("lanes_avx2.inc.hpp", "_mm256_set_m128(_mm256_cvtpd_ps(x.b), _mm256_cvtpd_ps(x.a))", "_mm256_set_m128(_mm256_cvtpd_ps(x.a), _mm256_cvtpd_ps(x.b))", "AVX2: floats out of order"),
    ("laws.inc.hpp", "set_d(0.180625)", "set_d(0.180725)", "normal quantile: a constant by 0.06 %"),
    ("laws.inc.hpp", "choose(own, cell, and_(entry, set(0xFFFFFFFF)))", "choose(own, and_(entry, set(0xFFFFFFFF)), cell)", "alias: coin turned over"),
    ("laws.inc.hpp", "less_signed(shift_right<11>(load(words + i, n - i)), set(threshold))", "less_signed(set(threshold), shift_right<11>(load(words + i, n - i)))", "Bernoulli: coin turned over"),
    ("alias_build.hpp", "scaled - whole >= 0.5 ? 1 : 0", "scaled - whole >= 0.5 ? 0 : 1", "alias: rounding of a threshold (2^-32)"),
]


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, **more)


def instruction_sets():
    text = pathlib.Path("/proc/cpuinfo").read_text() if os.path.exists("/proc/cpuinfo") else ""
    sets = ["scalar"]
    if " avx2 " in text and " fma " in text:
        sets.append("avx2")
        if all(f" {x}" in text for x in ("avx512f", "avx512dq", "avx512bw", "avx512vl")):
            sets.append("avx512")
    return sets


def judge(folder, variates):
    """What each kind of test says: ok, seen, or (of a mutant that stops) the first words of why."""
    compiler = os.environ.get("CXX", "g++")
    include = f"-I{folder / 'include'}"
    for name, source, level in (("hashes", "portability/law_hashes.cpp", "-O1"), ("proof", "proof/random_proof.cpp", "-O1")):
        built = run([compiler, "-std=gnu++20", level, "-pthread", include, str(ROOT / "tests/random" / source), "-o", str(folder / name)])
        if built.returncode != 0:
            return ["does not compile"] * 3
    golden = (ROOT / "tests/random/portability/law_hashes.txt").read_text()
    texts = [run([str(folder / "hashes")], env={**os.environ, "RETAILSIM_ISA": isa}).stdout for isa in instruction_sets()]
    proof = run([str(folder / "proof"), "--n", variates])
    return ["ok" if all(text == golden for text in texts) else "seen",
            "ok" if all(text == texts[0] for text in texts) else "seen",
            "ok" if proof.returncode == 0 else "stopped" if proof.returncode < 0 else f"seen ({proof.stdout.count('FAILED ')})"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--variates", default="1e6")
    parser.add_argument("--only", nargs="+", default=[""], metavar="TEXT", help="mutants whose titles have one of these")
    arguments = parser.parse_args()
    survived = 0
    print(f"| mutant | bits | sets | statistics, {arguments.variates} variates |\n|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for file, before, after, title in [(None, "", "", "none")] + MUTANTS:
            if not any(text in title for text in arguments.only):
                continue
            shutil.rmtree(folder / "include", ignore_errors=True)
            shutil.copytree(ROOT / "include", folder / "include")
            if file:
                path = (folder / DETAIL / file).resolve()
                text = path.read_text()
                if before not in text:
                    sys.exit(f"mutate.py: {file} does not say: {before}")
                path.write_text(text.replace(before, after, 1))
            verdict = judge(folder, arguments.variates)
            survived += file is not None and all(x == "ok" for x in verdict) or file is None and verdict != ["ok"] * 3
            print(f"| {title} | {' | '.join(verdict)} |" + (" SURVIVED" if file and all(x == "ok" for x in verdict) else ""), flush=True)
    return 1 if survived else 0


sys.exit(main())
