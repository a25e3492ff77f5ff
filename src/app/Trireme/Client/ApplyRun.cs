using System.Text;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Transport;

namespace Trireme.Client;

/// <summary>Applies objects one after the other. For one thread.</summary>
internal sealed class ApplyRun(ClientSession session, OutputFormat format)
{
    private readonly List<(JsonObject Item, ResourceAddress Address)> _applied = [];

    /// <summary>Who owns the fields.</summary>
    public required string FieldManager { get; init; }

    /// <summary>Whether fields of others are taken over.</summary>
    public bool Force { get; init; }

    /// <summary>Whether nothing is stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>Applies the objects; one that is refused does not hold up the others. Returns the exit code.</summary>
    public async Task<int> RunAsync(IEnumerable<JsonObject> manifests, CancellationToken cancellationToken)
    {
        var any = false;
        var failed = false;
        foreach (var manifest in manifests)
        {
            any = true;
            try
            {
                var target = await ManifestTargets.ResolveAsync(session, manifest, cancellationToken).ConfigureAwait(false);
                await ApplyAsync(manifest, target, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception refused) when (refused is CommandException or ApiException)
            {
                failed = true;
                await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
                await session.Error.WriteLineAsync(Refusal(refused)).ConfigureAwait(false);
            }
        }
        if (!any)
            throw new CommandException("no objects passed to apply");
        Show();
        await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        return failed ? 1 : 0;
    }

    private async Task ApplyAsync(JsonObject manifest, ObjectTarget target, CancellationToken cancellationToken)
    {
        var before = await session.FindAsync(target.Path, cancellationToken).ConfigureAwait(false);
        var query = new UrlQuery()
            .Add("fieldManager", FieldManager)
            .Add("fieldValidation", "Strict")
            .Add("force", Force)
            .Add("dryRun", DryRun ? "All" : null);
        var patch = PatchBody.Apply(Encoding.UTF8.GetBytes(manifest.ToJsonString()));
        var after = await session.ReadAsync(
            new ApiRequest("PATCH", target.Path + query) { Body = patch.Body, ContentType = patch.ContentType }, cancellationToken).ConfigureAwait(false);
        if (!format.IsTable && format.Kind != OutputKind.Name)
        {
            _applied.Add((after, target.Address));
            return;
        }
        var outcome = before is null ? "created" : IsSame(before, after) ? "unchanged" : "configured";
        var line = format.Kind == OutputKind.Name ? target.ToString() : $"{target} {outcome}{(DryRun ? " (server dry run)" : "")}";
        await session.Out.WriteAsync(line + "\n").ConfigureAwait(false);
        await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Show()
    {
        var printer = new ObjectPrinter(session.Out, format);
        if (_applied.Count == 1)
            printer.Print(_applied[0].Item, _applied[0].Address);
        else if (_applied.Count > 1)
            printer.PrintList(_applied);
    }

    // A dry run has no new resource version to tell by, and the bookkeeping of owners is no change that anyone asked for.
    private static bool IsSame(JsonObject before, JsonObject after)
    {
        var (first, second) = (before.DeepClone().AsObject(), after.DeepClone().AsObject());
        foreach (var item in new[] { first, second })
        {
            var metadata = item["metadata"] as JsonObject;
            metadata?.Remove("managedFields");
            metadata?.Remove("resourceVersion");
            metadata?.Remove("generation");
        }
        return JsonNode.DeepEquals(first, second);
    }

    private static string Refusal(Exception refused)
    {
        var text = ErrorText.Of(refused)!;
        return refused is ApiException { Status.Reason: "Conflict" }
            ? $"{text}\nThe fields above have other managers. To take them over, apply again with --force-conflicts; to leave them, take them out of the manifest."
            : text;
    }
}
