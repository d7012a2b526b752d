//! A witness that tells battles in the words of rulebook 13, and holds every volley against the pseudo-code.

use std::collections::{BTreeMap, BTreeSet};

use super::oracle::{self, Names};
use super::*;

/// Numbers units by class, through all lists in order: DD1, DD2, CL1.
pub fn names(lists: &[&[Unit]]) -> Vec<Names> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut name = |unit: &Unit| {
        let code = code(unit.class);
        let count = counts.entry(code).or_default();
        *count += 1;
        format!("{code}{count}")
    };
    lists.iter().map(|list| list.iter().map(&mut name).collect()).collect()
}

/// `DD1 Nominal, DD2 Crippled`.
pub fn fates(names: &[String], units: &[Unit]) -> String {
    let fate = |(name, unit): (&String, &Unit)| format!("{name} {:?}", unit.condition);
    names.iter().zip(units).map(fate).collect::<Vec<_>>().join(", ")
}

/// `0.25`, `0.5`, `1.0` …
pub fn cer(quarters: u32) -> String {
    let text = format!("{:.2}", f64::from(quarters) / 4.0);
    text.strip_suffix('0').map_or(text.clone(), str::to_string)
}

/// `H=10, D0=9, 1.5·D0=13.5 → no overkill; CL1 pays 9 → Crippled (1 left)`.
pub fn trace(hits: i64, defense: i64, overkill: bool, steps: &[String]) -> String {
    let word = if overkill { "OVERKILL" } else { "no overkill" };
    let threshold = 1.5 * defense as f64;
    let head = format!("H={hits}, D0={defense}, 1.5·D0={threshold} → {word}");
    std::iter::once(head)
        .chain(steps.iter().cloned())
        .collect::<Vec<_>>()
        .join("; ")
}

fn sources(modifiers: &Modifiers) -> String {
    let all = [
        (modifiers.first_strike, "detection"),
        (modifiers.fighters, "fighters"),
        (modifiers.starbase, "starbase"),
        (modifiers.morale, "morale"),
        (modifiers.eli, "ELI"),
        (modifiers.homeworld, "homeworld"),
        (modifiers.desperation, "desperation"),
    ];
    let told: Vec<String> = all
        .iter()
        .filter(|(value, _)| *value != 0)
        .map(|(value, name)| format!("{value:+} {name}"))
        .collect();
    if told.is_empty() {
        "0".to_string()
    } else {
        told.join(" ")
    }
}

/// What is fought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// In space or orbit.
    Battle,
    /// A bombardment through a shield that lets this share pass.
    Bombardment { passes: f64 },
    /// The bombardment round of a blitz.
    Blitz { passes: f64 },
    /// On the ground.
    Ground,
}

/// A fight as it is told.
pub struct Chronicle {
    kind: Kind,
    /// Per battle: houses, units as the last volley left them, their names, fleets with their ROE.
    houses: Vec<[u32; 2]>,
    units: Vec<[Vec<Unit>; 2]>,
    pub names: Vec<[Names; 2]>,
    fleets: Vec<[Vec<(&'static str, u8)>; 2]>,
    leaving: BTreeSet<(usize, usize, usize)>,
    /// Industry and population under bombardment.
    pub colony: (i64, i64),
    /// Rows of rounds.
    pub rows: Vec<String>,
    /// Traces of hits, and the hits that were lost.
    pub traces: Vec<(String, i64)>,
    /// Steps of the retreat tests.
    pub weighings: Vec<String>,
    /// Lines of cascades.
    pub cascades: Vec<String>,
}

impl Chronicle {
    /// Of one or more battles with fleets by their names and ROE.
    pub fn of_battles(battles: &[Battle], fleets: &[[&[(&'static str, u8)]; 2]]) -> Self {
        let units: Vec<[Vec<Unit>; 2]> = battles
            .iter()
            .map(|battle| [0, 1].map(|side: usize| battle.sides[side].units.clone()))
            .collect();
        let mut chronicle = Self::new(Kind::Battle, units);
        chronicle.houses = battles
            .iter()
            .map(|battle| [0, 1].map(|side: usize| battle.sides[side].house.0))
            .collect();
        chronicle.fleets = fleets.iter().map(|pair| pair.map(<[_]>::to_vec)).collect();
        chronicle
    }

    /// Of an operation at a colony.
    pub fn of_operation(kind: Kind, attackers: &[Unit], planet: &[Unit]) -> Self {
        Self::new(kind, vec![[attackers.to_vec(), planet.to_vec()]])
    }

    fn new(kind: Kind, units: Vec<[Vec<Unit>; 2]>) -> Self {
        let lists: Vec<&[Unit]> = units.iter().flatten().map(Vec::as_slice).collect();
        let names = names(&lists);
        let names = names.chunks(2).map(|pair| [pair[0].clone(), pair[1].clone()]).collect();
        Self {
            kind,
            houses: vec![[1, 2]; units.len()],
            fleets: vec![[Vec::new(), Vec::new()]; units.len()],
            units,
            names,
            leaving: BTreeSet::new(),
            colony: (0, 0),
            rows: Vec::new(),
            traces: Vec::new(),
            weighings: Vec::new(),
            cascades: Vec::new(),
        }
    }

    /// What became of a side.
    pub fn end(&self, battle: usize, side: usize) -> String {
        fates(&self.names[battle][side], &self.units[battle][side])
    }

    fn effectiveness(&self, volley: &Volley<'_>) -> (u32, i32, u32) {
        let roll = volley.roll.expect("a volley with a roll");
        let modified = roll as i32 + volley.drm();
        let cer = &RULES.combat.cer;
        let table = match self.kind {
            Kind::Battle => &cer.space_combat_table,
            Kind::Bombardment { .. } | Kind::Blitz { .. } => &cer.bombardment_table,
            Kind::Ground => &cer.ground_combat_table,
        };
        (roll, modified, table.quarters(modified))
    }

    /// One row of a round, or one sentence of a planetary round.
    fn row(&self, battle: usize, volley: &Volley<'_>) -> String {
        let (roll, modified, quarters) = self.effectiveness(volley);
        let (attack, hits, drm, cer) = (volley.guns.total, volley.hits, volley.drm(), cer(quarters));
        let rolled = format!("natural {roll} → {modified} → CER {cer}");
        let round = volley.round;
        match self.kind {
            Kind::Battle => {
                let (house, sources) = (self.houses[battle][volley.shooter], sources(&volley.modifiers));
                let critical = if volley.critical { " (crit)" } else { "" };
                format!(
                    "| {round} | H{house} | {attack} | {sources} | {roll}{critical} | {modified} | {cer} | {hits} |"
                )
            }
            Kind::Ground if volley.shooter == 0 => {
                format!("**Ground round {round}.** Attacker AS {attack}, DRM {drm:+}, {rolled} → **{hits}** hits.")
            }
            Kind::Ground => format!("Defender AS {attack}, DRM {drm:+}, {rolled} → **{hits}** hits."),
            Kind::Bombardment { passes } | Kind::Blitz { passes } if volley.shooter == 0 => {
                let sound =
                    |unit: &&Unit| unit.class == UnitClass::PlanetBreaker && unit.condition == Condition::Nominal;
                let breakers: i64 = self.units[battle][0]
                    .iter()
                    .filter(sound)
                    .map(Unit::current_attack)
                    .sum();
                let regular = attack - breakers;
                let mut kinds = (String::new(), String::new());
                if breakers > 0 {
                    let own = ceil_div(breakers * i64::from(quarters), 4);
                    kinds.0 = format!(" (PB {breakers}, regular {regular})");
                    kinds.1 = format!("PB hits ceil({breakers}×{cer}) = {own}; ");
                }
                let exact = regular as f64 * f64::from(quarters) / 4.0 * passes;
                let rounded = libm::ceil(exact - 1e-9);
                format!(
                    "**Round {round}.** Attacker AS {attack}{}; DRM {drm:+}; {rolled}. {}regular hits \
                     ceil({regular}×{cer}×{passes}) = ceil({exact}) = {rounded}; total **{hits}**.",
                    kinds.0, kinds.1
                )
            }
            Kind::Bombardment { .. } | Kind::Blitz { .. } => {
                format!("Batteries: AS {attack}; DRM {drm:+}; {rolled} → **{hits}** hits.")
            }
        }
    }

    /// Which units of the struck side a volley may hit, from the state before it.
    fn targets(&self, battle: usize, volley: &Volley<'_>) -> Vec<usize> {
        let side = 1 - volley.shooter;
        let before = &self.units[battle][side];
        let leaves = |unit: &Unit| {
            unit.group
                .is_some_and(|group| self.leaving.contains(&(battle, side, usize::from(group))))
        };
        let may = |index: &usize| {
            let unit = &before[*index];
            unit.is_alive()
                && match self.kind {
                    Kind::Battle if volley.pursuit => !volley.struck[*index].gone && leaves(unit),
                    Kind::Battle => !volley.struck[*index].gone,
                    Kind::Ground => matches!(unit.class, UnitClass::Army | UnitClass::Marine),
                    _ if volley.shooter == 0 => unit.class == UnitClass::GroundBattery,
                    _ => unit.class != UnitClass::Marine,
                }
        };
        (0..before.len()).filter(may).collect()
    }

    /// The cascade of §16.3, once no battery is left.
    fn cascade(&mut self, battle: usize, left: i64, planet: &mut [Unit], volley: &Volley<'_>) {
        let cascade = oracle::cascade(planet, &self.names[battle][1], left);
        self.cascades.extend(cascade.lines);
        let hits = cascade.last;
        let of = |class: UnitClass| volley.effect.destroyed[usize::from(class.code())];
        let (ruined, killed) = (of(UnitClass::Industry), of(UnitClass::Population));
        let (on_industry, (iu, pu)) = (hits / 2, self.colony);
        let people = hits - on_industry;
        assert_eq!(ruined, on_industry.min(iu));
        self.colony = (iu - ruined, pu - killed);
        self.cascades.push(format!(
            "Phase 3: {hits} hits → IU floor({hits}/2) = {on_industry}, population {hits}−{on_industry} = {people} PTU, \
             LOSS({pu}, {people}) = {killed}. IU {iu} → {}; PU {pu} → {}.",
            self.colony.0, self.colony.1
        ));
    }
}

impl Witness for Chronicle {
    fn volley(&mut self, battle: usize, volley: &Volley<'_>) {
        if !volley.pursuit {
            let row = self.row(battle, volley);
            self.rows.push(row);
        }
        let side = 1 - volley.shooter;
        let targets = self.targets(battle, volley);
        let mut expected = self.units[battle][side].clone();
        let defense = targets.iter().map(|&target| expected[target].current_defense()).sum();
        let names = self.names[battle][side].clone();
        let (left, overkill, steps) =
            oracle::apply_hits(&mut expected, &targets, &names, volley.hits, volley.critical, true);
        assert_eq!(volley.effect.overkill, overkill);
        if !targets.is_empty() {
            self.traces.push((trace(volley.hits, defense, overkill, &steps), left));
        }
        let bombards = matches!(self.kind, Kind::Bombardment { .. }) && volley.shooter == 0;
        let battery = |unit: &Unit| unit.class == UnitClass::GroundBattery && unit.is_alive();
        if bombards && !expected.iter().any(battery) {
            self.cascade(battle, left, &mut expected, volley);
        } else {
            assert_eq!(volley.expired(), left, "hits are spent or lost");
        }
        let states = |units: &[Unit]| units.iter().map(|unit| unit.condition).collect::<Vec<_>>();
        assert_eq!(states(volley.struck), states(&expected), "{volley:?}");
        self.units[battle][side] = volley.struck.to_vec();
        if volley.pursuit {
            self.leaving
                .retain(|&(other, place, _)| (other, place) != (battle, side));
        }
    }

    fn weighing(&mut self, battle: usize, weighing: &Weighing) {
        let Weighing {
            side,
            group,
            attack,
            enemy,
            ..
        } = *weighing;
        if weighing.leaves {
            self.leaving.insert((battle, side, group));
        }
        let Some(&(name, roe)) = self.fleets[battle][side].get(group) else {
            return;
        };
        let threshold = RULES.combat.roe_threshold.ratio(roe).unwrap_or(f64::INFINITY);
        let exempt = if weighing.bound { " – exempt" } else { "" };
        let decision = if weighing.leaves { "retreat" } else { "stay" };
        let ratio = attack as f64 / enemy as f64;
        self.weighings.push(format!(
            "{name}: {attack}/{enemy} = {ratio:.3} vs {threshold} (ROE {roe}){exempt} → {decision}"
        ));
    }
}

/// The rows, traces and retreat tests are those of the book, no more and no less; the book may leave out tests of fleets
/// that never leave.
#[track_caller]
pub fn agrees(text: &str, chronicles: &[&Chronicle]) {
    let all = |of: fn(&Chronicle) -> Vec<String>| -> Vec<String> { chronicles.iter().flat_map(|c| of(c)).collect() };
    let rows = all(|chronicle| chronicle.rows.clone());
    book::says(text, &rows);
    if chronicles.iter().all(|chronicle| chronicle.kind == Kind::Battle) {
        assert_eq!(book::round_rows(text), rows.len(), "rows of rounds");
    }
    let traces: Vec<(String, i64)> = chronicles
        .iter()
        .flat_map(|chronicle| chronicle.traces.clone())
        .collect();
    let told: Vec<String> = traces.iter().map(|(trace, _)| trace.clone()).collect();
    for (rest, (trace, lost)) in book::says(text, &told).into_iter().zip(&traces) {
        let ends = [
            format!(". Lost: {lost}."),
            format!(". Leftover {lost} "),
            format!(". Leftover {lost}."),
        ];
        assert!(
            ends.iter().any(|end| rest.starts_with(end)),
            "{lost} lost after\n  {trace}"
        );
    }
    assert_eq!(book::count(text, "H="), told.len(), "traces");
    book::says(text, &all(|chronicle| chronicle.cascades.clone()));
    let mut weighings = all(|chronicle| chronicle.weighings.clone()).into_iter();
    for line in text
        .lines()
        .filter(|line| line.contains(" vs ") && line.contains("(ROE "))
    {
        assert!(
            weighings.any(|weighing| line.contains(&weighing)),
            "no such test: {line}"
        );
    }
}
