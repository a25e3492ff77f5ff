using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Apply;

/// <summary>What came of applying a configuration: the object to store, conflicts, or an error.</summary>
public sealed class ApplyResult
{
    private ApplyResult(JsonObject? obj, IReadOnlyList<ApplyConflict> conflicts, string? error)
    {
        Object = obj;
        Conflicts = conflicts;
        Error = error;
    }

    /// <summary>The object with the configuration merged into it and its managed fields updated, before defaults; null when it was refused.</summary>
    public JsonObject? Object { get; }

    /// <summary>The conflicts (answer 409, reason Conflict); empty when there are none.</summary>
    public IReadOnlyList<ApplyConflict> Conflicts { get; }

    /// <summary>What is wrong with the configuration (answer 400, reason BadRequest); null when nothing is.</summary>
    public string? Error { get; }

    /// <summary>Whether there is an object to store.</summary>
    [MemberNotNullWhen(true, nameof(Object))]
    public bool IsApplied => Object is not null;

    /// <summary>The message of the Status that answers conflicts.</summary>
    public string ConflictMessage
    {
        get
        {
            if (Conflicts.Count == 1)
                return $"Apply failed with 1 conflict: {Conflicts[0].Message}: {Conflicts[0].Path}";
            var message = new StringBuilder($"Apply failed with {Conflicts.Count} conflicts: ");
            var separator = "";
            foreach (var manager in Conflicts.GroupBy(conflict => conflict.Manager))
            {
                message.Append(separator).Append("conflicts with ").Append(manager.Key).Append(':');
                foreach (var conflict in manager)
                    message.Append("\n- ").Append(conflict.Path);
                separator = "\n";
            }
            return message.ToString();
        }
    }

    internal static ApplyResult Of(JsonObject obj) => new(obj, [], null);

    internal static ApplyResult Refused(string error) => new(null, [], error);

    internal static ApplyResult Refused(IReadOnlyList<ApplyConflict> conflicts) => new(null, conflicts, null);
}
