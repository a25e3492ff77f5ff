using Trireme.Client.Session;

namespace Trireme.Client.Resources;

/// <summary>Reads the arguments that name resources: <c>TYPE[,TYPE] [NAME...]</c> or <c>TYPE/NAME...</c>.</summary>
internal static class ResourceArguments
{
    /// <summary>The arguments in order; neighbours of one type become one.</summary>
    /// <exception cref="CommandException">The two forms are mixed, or a part is missing.</exception>
    public static IReadOnlyList<ResourceArgument> Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
            throw new CommandException("Required resource not specified: name a type, such as 'pods', or an object, such as 'pod/web'");
        if (arguments.Any(argument => argument.Contains('/', StringComparison.Ordinal)))
            return Pairs(arguments);
        var types = arguments[0].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (types.Length == 0 || arguments.Any(argument => argument.Length == 0))
            throw new CommandException("Required resource not specified: a type or a name is empty");
        return [new ResourceArgument(types, [.. arguments.Skip(1)])];
    }

    private static List<ResourceArgument> Pairs(IReadOnlyList<string> arguments)
    {
        var found = new List<ResourceArgument>();
        foreach (var argument in arguments)
        {
            var parts = argument.Split('/');
            if (parts.Length == 1)
                throw new CommandException("there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'trireme get resource/<resource_name>' instead of 'trireme get resource resource/<resource_name>'");
            if (parts.Length > 2)
                throw new CommandException("arguments in resource/name form may not have more than one slash");
            if (parts[0].Length == 0 || parts[1].Length == 0 || parts[0].Contains(',', StringComparison.Ordinal))
                throw new CommandException("arguments in resource/name form must have a single resource and name");
            if (found.Count > 0 && found[^1].Types[0] == parts[0])
                found[^1] = found[^1] with { Names = [.. found[^1].Names, parts[1]] };
            else
                found.Add(new ResourceArgument([parts[0]], [parts[1]]));
        }
        return found;
    }
}
