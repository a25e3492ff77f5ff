using Trireme.Client.Session;

namespace Trireme.Client.Resources;

/// <summary>Objects that the arguments of a command name, one by one.</summary>
internal static class NamedTargets
{
    /// <summary>The objects.</summary>
    /// <exception cref="CommandException">A name is missing, or the server has no such type.</exception>
    public static async Task<IReadOnlyList<ObjectTarget>> ResolveAsync(ClientSession session, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var parsed = ResourceArguments.Parse(arguments);
        var found = new List<ObjectTarget>();
        foreach (var selection in (await session.CatalogAsync(cancellationToken).ConfigureAwait(false)).Select(parsed))
        {
            if (selection.Names.Count == 0)
                throw new CommandException("resource(s) were provided, but no name was specified");
            found.AddRange(selection.Names.Select(name => new ObjectTarget(selection.Address, selection.Address.Namespaced ? session.Namespace : null, name)));
        }
        return found;
    }

    /// <summary>Does something with each object; one that fails does not hold up the others. Returns the exit code.</summary>
    public static async Task<int> EachAsync(ClientSession session, IReadOnlyList<ObjectTarget> targets, Func<ObjectTarget, Task> work)
    {
        var code = 0;
        foreach (var target in targets)
        {
            try
            {
                await work(target).ConfigureAwait(false);
                await session.Out.FlushAsync().ConfigureAwait(false);
            }
            catch (Exception refused) when (refused is CommandException or ApiException)
            {
                code = 1;
                await session.Out.FlushAsync().ConfigureAwait(false);
                await session.Error.WriteLineAsync(ErrorText.Of(refused)).ConfigureAwait(false);
            }
        }
        return code;
    }
}
