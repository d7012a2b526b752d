"""Reads every table of a run with polars, DuckDB and pandas, and compares what they see."""

import json
import pathlib
import sys

import duckdb
import pandas
import polars

TABLES = [
    "battles",
    "combat_events",
    "conquests",
    "diplomacy_events",
    "economy_events",
    "espionage_events",
    "games",
    "house_turns",
    "order_events",
    "retreats",
    "scout_events",
    "ship_outcomes",
    "volleys",
]


def check(table: str, folder: pathlib.Path) -> int:
    pattern = str(folder / "*.parquet")
    lazy = polars.scan_parquet(pattern)
    frame = lazy.collect()
    rows = duckdb.sql(f"SELECT count(*) FROM read_parquet('{pattern}')").fetchone()[0]
    assert rows == frame.height, f"{table}: DuckDB sees {rows} rows, polars {frame.height}"
    panda = pandas.concat(pandas.read_parquet(path) for path in sorted(folder.glob("*.parquet")))
    assert len(panda) == frame.height, f"{table}: pandas sees {len(panda)} rows, polars {frame.height}"
    assert "game_id" in frame.columns, f"{table} has no game_id"
    return frame.height


def main() -> None:
    run = pathlib.Path(sys.argv[1])
    facts = json.loads((run / "run.json").read_text())
    rows = {table: check(table, run / table) for table in TABLES}
    assert all(rows[table] > 0 for table in ["games", "house_turns", "economy_events"]), rows

    # Small vocabularies are words in every reader.
    words = set(polars.scan_parquet(str(run / "games" / "*.parquet")).select("persona").collect()["persona"].cast(polars.String))
    assert words == {"Aggressive", "Balanced"}, words
    sql = f"SELECT DISTINCT persona FROM read_parquet('{run}/games/*.parquet')"
    assert {row[0] for row in duckdb.sql(sql).fetchall()} == words

    # A question that joins two tables, asked of two readers.
    sql = f"""
        SELECT g.persona, sum(c.damage_dealt) AS damage
        FROM read_parquet('{run}/combat_events/*.parquet') c
        JOIN read_parquet('{run}/games/*.parquet') g
          ON g.game_id = c.game_id AND g.house = c.attacker_house
        GROUP BY g.persona ORDER BY g.persona
    """
    by_duckdb = [(persona, round(damage, 6)) for persona, damage in duckdb.sql(sql).fetchall()]
    combat = polars.scan_parquet(str(run / "combat_events" / "*.parquet"))
    games = polars.scan_parquet(str(run / "games" / "*.parquet"))
    by_polars = (
        combat.join(games, left_on=["game_id", "attacker_house"], right_on=["game_id", "house"])
        .group_by(polars.col("persona").cast(polars.String))
        .agg(polars.col("damage_dealt").cast(polars.Float64).sum())
        .sort("persona")
        .collect()
        .rows()
    )
    assert by_duckdb == [(persona, round(damage, 6)) for persona, damage in by_polars], (by_duckdb, by_polars)
    print(f"run of {facts.get('games', '?')} games: " + ", ".join(f"{table} {count}" for table, count in rows.items()))


if __name__ == "__main__":
    main()
