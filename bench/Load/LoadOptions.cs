using System.Globalization;

namespace Trireme.Bench.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions
{
    public const string Help = """
        usage: load --server NAME=KUBECONFIG[,PID...] [--server NAME=KUBECONFIG[,PID...]] [options]

        Runs a bounded load against one Kubernetes API server, or against two in one run (their rounds alternate, so that
        both meet the same noise), and prints a table: throughput, p50 and p99, and the server's CPU and peak memory.
        CPU and memory are read from /proc for the process ids that are named (kube-apiserver and etcd, say), or else from
        the server's own /metrics (process_cpu_seconds_total, process_resident_memory_bytes).

          --scenarios LIST   of create,get,list,watch,schedule (all of them)
          --clients N        requests on their way at one time (64)
          --count N          operations of create and get, a round (2000)
          --lists N          operations of list, a round (20)
          --objects N        objects that list and get read (1000)
          --size BYTES       size of an object's data (1024)
          --watchers N       watches that each see every write (100)
          --writes N         writes that the watches see, a round (200)
          --pods N           Pods to be bound to nodes that exist in the API only (300)
          --rounds N         rounds of each scenario; the best one counts (3)
        """;

    public required IReadOnlyList<LoadTarget> Targets { get; init; }

    public IReadOnlyList<string> Scenarios { get; init; } = ["create", "get", "list", "watch", "schedule"];

    public int Clients { get; init; } = 64;

    public int Count { get; init; } = 2000;

    public int Lists { get; init; } = 20;

    public int Objects { get; init; } = 1000;

    public int Size { get; init; } = 1024;

    public int Watchers { get; init; } = 100;

    public int Writes { get; init; } = 200;

    public int Pods { get; init; } = 300;

    public int Rounds { get; init; } = 3;

    /// <summary>Reads the command line; null where help is wanted.</summary>
    /// <exception cref="ArgumentException">It cannot be understood.</exception>
    public static LoadOptions? Parse(string[] arguments)
    {
        if (arguments.Length == 0 || arguments.Contains("--help") || arguments.Contains("-h"))
            return null;
        var targets = new List<LoadTarget>();
        var options = new LoadOptions { Targets = targets };
        for (var at = 0; at < arguments.Length; at += 2)
        {
            if (at + 1 == arguments.Length)
                throw new ArgumentException($"{arguments[at]} needs a value");
            var value = arguments[at + 1];
            int Number() => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000_000
                ? number
                : throw new ArgumentException($"{arguments[at]} takes a number from 1 to 1000000");
            switch (arguments[at])
            {
                case "--server": targets.Add(LoadTarget.Parse(value)); break;
                case "--scenarios": options = options with { Scenarios = value.Split(',') }; break;
                case "--clients": options = options with { Clients = Number() }; break;
                case "--count": options = options with { Count = Number() }; break;
                case "--lists": options = options with { Lists = Number() }; break;
                case "--objects": options = options with { Objects = Number() }; break;
                case "--size": options = options with { Size = Number() }; break;
                case "--watchers": options = options with { Watchers = Number() }; break;
                case "--writes": options = options with { Writes = Number() }; break;
                case "--pods": options = options with { Pods = Number() }; break;
                case "--rounds": options = options with { Rounds = Number() }; break;
                default: throw new ArgumentException($"unknown option {arguments[at]} (see --help)");
            }
        }
        return targets.Count is 1 or 2 ? options : throw new ArgumentException("name one server, or two to compare, with --server");
    }
}
