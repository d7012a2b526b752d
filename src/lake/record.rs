//! The table `games`: how each game ended, for each of its houses (rulebook 31 §7.3).

use ec4x_engine::events::column::Kind;
use ec4x_engine::vocab::{HouseStatus, VictoryKind, Vocab};

use super::cells::Sink;
use super::schema::{Column, Type};

/// A finished game.
#[derive(Clone, Debug, PartialEq)]
pub struct GameRecord {
    /// Its number in the plan of the run.
    pub game_id: u32,
    /// The block it belongs to: games of a block share map and dice.
    pub block: u32,
    /// Which seating of its block it is.
    pub seating: u32,
    /// The key from which all its dice follow.
    pub seed: u64,
    /// Systems on the map.
    pub systems: u16,
    /// Rings of the map.
    pub rings: u8,
    /// The turn in which it ended.
    pub turns: u16,
    /// How it ended.
    pub victory_kind: VictoryKind,
    /// How often the lead in prestige changed hands.
    pub leader_changes: u16,
    /// The first turn with a battle.
    pub first_battle: Option<u16>,
    /// The first turn with a conquest.
    pub first_conquest: Option<u16>,
    /// Hash of the state at its end.
    pub state_hash: u64,
    /// Its houses, ascending.
    pub houses: Vec<HouseRecord>,
}

/// How one house fared.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseRecord {
    /// The house.
    pub house: u8,
    /// The seat in which it started.
    pub seat: u8,
    /// Who played it.
    pub persona: String,
    /// Its place, 1 = first.
    pub place: u8,
    /// Its prestige.
    pub prestige: i64,
    /// Its colonies.
    pub colonies: u16,
    /// Its standing.
    pub status: HouseStatus,
    /// The turn in which it was eliminated or collapsed.
    pub eliminated_turn: Option<u16>,
    /// Who is credited with its elimination.
    pub eliminated_by: Option<u8>,
    /// Whether it is the only winner.
    pub winner: bool,
    /// Its share of the win: 1 for the winner, 1/k for k houses that tie, 0 for the others.
    pub share: f32,
}

/// A value of a row of `games`.
enum Value {
    Int(Option<i64>),
    Real(f32),
    Text(String),
}

impl<T: Into<i64>> From<T> for Value {
    fn from(value: T) -> Self {
        Self::Int(Some(value.into()))
    }
}

fn optional<T: Into<i64>>(value: Option<T>) -> Value {
    Value::Int(value.map(Into::into))
}

/// A column of `games`: name, type, whether it may be null, documentation, value.
type Definition = (
    &'static str,
    Type,
    bool,
    &'static str,
    fn(&GameRecord, &HouseRecord) -> Value,
);

const U8: Type = Type::Event(Kind::U8);
const U16: Type = Type::Event(Kind::U16);
const U32: Type = Type::Event(Kind::U32);
const NO: bool = false;
const NULL: bool = true;

#[rustfmt::skip]
const DEFINITIONS: &[Definition] = &[
    ("game_id", U32, NO, "Game: its number in the plan of the run.", |g, _| g.game_id.into()),
    ("block", U32, NO, "Block: its games share map and dice and differ in who sits where.", |g, _| g.block.into()),
    ("seating", U32, NO, "Which seating of its block the game is.", |g, _| g.seating.into()),
    ("seed", Type::Text, NO, "Key of the game, from which all its dice follow: 16 hexadecimal digits.",
        |g, _| Value::Text(format!("{:016x}", g.seed))),
    ("players", U8, NO, "Houses at the start.", |g, _| Value::Int(Some(g.houses.len() as i64))),
    ("rings", U8, NO, "Rings of the map.", |g, _| g.rings.into()),
    ("systems", U16, NO, "Systems on the map.", |g, _| g.systems.into()),
    ("house", U8, NO, "House.", |_, h| h.house.into()),
    ("seat", U8, NO, "Seat in which the house started.", |_, h| h.seat.into()),
    ("persona", Type::Text, NO, "Who played the house.", |_, h| Value::Text(h.persona.clone())),
    ("place", U8, NO, "Place at the end, 1 = first.", |_, h| h.place.into()),
    ("winner", Type::Event(Kind::Bool), NO, "The house is the only winner.", |_, h| h.winner.into()),
    ("share", Type::Event(Kind::F32), NO, "Share of the win: 1 for the winner, 1/k for k houses that tie, else 0.",
        |_, h| Value::Real(h.share)),
    ("prestige", Type::Event(Kind::I64), NO, "Prestige at the end.", |_, h| h.prestige.into()),
    ("colonies", U16, NO, "Colonies at the end.", |_, h| h.colonies.into()),
    ("status", Type::Event(Kind::Name(HouseStatus::NAMES)), NO, "Standing at the end.", |_, h| h.status.code().into()),
    ("eliminated_turn", U16, NULL, "Turn in which the house was eliminated or collapsed.",
        |_, h| optional(h.eliminated_turn)),
    ("eliminated_by", U8, NULL, "House that is credited with the elimination.", |_, h| optional(h.eliminated_by)),
    ("victory_kind", Type::Event(Kind::Name(VictoryKind::NAMES)), NO, "How the game ended.",
        |g, _| g.victory_kind.code().into()),
    ("turns", U16, NO, "Turn in which the game ended.", |g, _| g.turns.into()),
    ("leader_changes", U16, NO, "How often the lead in prestige changed hands.", |g, _| g.leader_changes.into()),
    ("first_battle", U16, NULL, "First turn with a battle.", |g, _| optional(g.first_battle)),
    ("first_conquest", U16, NULL, "First turn with a conquest.", |g, _| optional(g.first_conquest)),
    ("state_hash", Type::Text, NO, "Hash of the state at the end: 16 hexadecimal digits.",
        |g, _| Value::Text(format!("{:016x}", g.state_hash))),
];

/// The columns of `games`.
pub(super) fn columns() -> Vec<Column> {
    let column = |&(name, kind, nullable, doc, _): &Definition| Column {
        name: name.to_string(),
        kind,
        nullable,
        doc,
    };
    DEFINITIONS.iter().map(column).collect()
}

impl GameRecord {
    /// Writes the rows of the game, column by column, without `game_id`.
    pub(super) fn write(&self, sink: &mut Sink) {
        for &(_, _, nullable, _, value) in &DEFINITIONS[1..] {
            let values: Vec<Value> = self.houses.iter().map(|house| value(self, house)).collect();
            match values.first() {
                Some(Value::Text(_)) => sink.text(values.iter().map(|value| match value {
                    Value::Text(text) => text.as_str(),
                    Value::Int(_) | Value::Real(_) => unreachable!("a column has one type"),
                })),
                _ => {
                    let valid = values
                        .iter()
                        .map(|value| !matches!(value, Value::Int(None)))
                        .collect::<Vec<_>>();
                    let bits = values.iter().map(|value| match value {
                        Value::Int(value) => value.unwrap_or(0),
                        Value::Real(value) => i64::from(value.to_bits()),
                        Value::Text(_) => unreachable!("a column has one type"),
                    });
                    sink.numbers(&bits.collect::<Vec<_>>(), nullable.then_some(&valid[..]));
                }
            }
        }
    }

    /// The record of a house.
    pub(super) fn house(&self, house: u8) -> Option<&HouseRecord> {
        self.houses.iter().find(|record| record.house == house)
    }
}
